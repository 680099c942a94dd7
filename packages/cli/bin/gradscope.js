#!/usr/bin/env node
import module from 'node:module';
import { programModule } from './builtFrom.js';

// Keeps what V8 compiles in the system's folder for temporary files: a quarter of a start, from the second one on.
module.enableCompileCache?.();

await import(programModule('main.js'));
