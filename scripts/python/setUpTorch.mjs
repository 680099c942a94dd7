import { aptInstall, canInstall } from '../apt.mjs';
import { pythonWithTorch } from './torch.mjs';

const PACKAGE = 'python3-torch';

/**
 * Makes sure that the tests can run PyTorch: one the system has, else one that apt installs, which changes the system, so it
 * is only for root, which on a developer's machine is a container. PyTorch is large, and the numbers it printed are stored
 * beside the tests: without it the tests that run it are skipped, and this says so in one line.
 */
export function setUpTorch() {
  if (pythonWithTorch()) return;
  if (!canInstall()) return warn('no way to install one');
  console.log(`No PyTorch for the tests: getting one with apt-get install ${PACKAGE}`);
  try {
    aptInstall(PACKAGE);
  } catch (error) {
    return warn(error.message);
  }
  if (!pythonWithTorch()) warn(`apt-get installed ${PACKAGE}, but python3 cannot import torch`);
}

function warn(got) {
  console.warn(
    `WARNING: tests that run PyTorch will be skipped: expected a python3 with torch, got none (${got})`,
  );
}
