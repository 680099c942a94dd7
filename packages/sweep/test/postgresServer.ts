import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresFolder } from '../../../scripts/postgres/postgresFolder.mjs';

const USER = 'gradscope';
/** No message and no table may ever hold it. */
export const PASSWORD = 'open sesame';

/** Ends all connections of stores, for their tables and for their queues, and waits until they have. */
const END_CONNECTIONS =
  "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name IN ('gradscope', 'pgboss')";
const END_AT_ONCE = `
  const { Client } = require('pg');
  const client = new Client(process.argv[1]);
  client.connect().then(() => client.query(process.argv[2])).then(() => client.end());`;

/**
 * Runs a server until a line comes, or no line can come any more: since this process has ended, however it did. The folder is
 * removed then, as it is when the server ends by itself.
 */
const GUARD = `
  exec 3<&0
  folder=$1; shift
  "$@" & server=$!
  { read -r line; told=$?; kill -INT $server; exit $told; } <&3 & reader=$!
  wait $server
  kill $reader 2>/dev/null
  wait $reader || rm -rf "$folder"`;

/** A PostgreSQL server of a test's own: fresh data, a spare port on loopback, gone when stopped. */
export class PostgresServer {
  readonly url: string;
  private readonly folder: string;
  private readonly port: number;
  private readonly fsync: 'on' | 'off';
  private server: ChildProcess | undefined;

  private constructor(folder: string, port: number, fsync: 'on' | 'off') {
    this.folder = folder;
    this.port = port;
    this.fsync = fsync;
    this.url = `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  }

  /** With `fsync` what is committed is on the disk, as on a server in earnest; without, it is only faster. */
  static async start({ fsync = 'off' }: { fsync?: 'on' | 'off' } = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'gradscope-postgres-'));
    const server = new PostgresServer(folder, await sparePort(), fsync);
    server.initialize();
    await server.run();
    return server;
  }

  /** Stops it, as an administrator who waits for nobody does, and starts it again. */
  async restart(): Promise<void> {
    await this.end();
    await sleep(1000);
    await this.run();
  }

  /** Takes it away, until {@link resume}. */
  pause(): Promise<void> {
    return this.end();
  }

  resume(): Promise<void> {
    return this.run();
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs one statement. */
  async query<Row>(text: string): Promise<Row[]> {
    const client = new pg.Client(this.url);
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  async endConnections(): Promise<void> {
    await this.query(END_CONNECTIONS);
  }

  /** Ends them while this process stands still, so that it has not heard of it when it goes on. */
  endConnectionsUnheard(): void {
    const { status } = spawnSync(process.execPath, ['-e', END_AT_ONCE, this.url, END_CONNECTIONS], {
      cwd: import.meta.dirname,
    });
    if (status !== 0) throw new Error(`pg_terminate_backend: expected exit code 0, got ${status}`);
  }

  /** As if all workers had been silent for long. */
  async passHeartbeat(): Promise<void> {
    await this.query(
      "UPDATE gradscope_jobs.job SET heartbeat_on = heartbeat_on - interval '1 hour' WHERE state = 'active'",
    );
  }

  private initialize(): void {
    const passwordFile = join(this.folder, 'password');
    writeFileSync(passwordFile, PASSWORD);
    mkdirSync(join(this.folder, 'data'));
    const { uid, gid } = owner();
    chmodSync(this.folder, 0o755);
    if (uid !== undefined && gid !== undefined)
      for (const path of [this.folder, passwordFile, join(this.folder, 'data')]) chownSync(path, uid, gid);
    const { status, stderr } = spawnSync(
      join(folderOfPrograms(), 'initdb'),
      [
        '-D',
        'data',
        '-U',
        USER,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { cwd: this.folder, encoding: 'utf8', ...owner() },
    );
    if (status !== 0) throw new Error(`initdb: expected exit code 0, got ${status}: ${stderr}`);
  }

  private async run(): Promise<void> {
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      `fsync=${this.fsync}`,
      'max_connections=60',
    ];
    const program = join(folderOfPrograms(), 'postgres');
    const options = ['-D', join(this.folder, 'data'), '-p', String(this.port)];
    // Out of the terminal's group, whose Ctrl-C is for this process alone.
    this.server = spawn(
      'sh',
      ['-c', GUARD, 'guard', this.folder, program, ...options, ...settings.flatMap(text => ['-c', text])],
      { cwd: this.folder, stdio: ['pipe', 'ignore', 'pipe'], detached: true, ...owner() },
    );
    let said = '';
    this.server.stderr!.on('data', text => {
      said = `${said}${text}`.slice(-2000);
    });
    for (let tries = 0; tries < 600; tries++) {
      if (this.server.exitCode !== null) break;
      if (
        await this.query('SELECT 1').then(
          () => true,
          () => false,
        )
      )
        return;
      await sleep(100);
    }
    throw new Error(`postgres: expected a server that answers, got: ${said}`);
  }

  private async end(): Promise<void> {
    if (!this.server || this.server.exitCode !== null) return;
    const ended = once(this.server, 'exit');
    this.server.stdin!.write('end\n');
    await ended;
  }
}

function folderOfPrograms(): string {
  const folder = postgresFolder();
  if (folder) return folder;
  throw new Error(
    'PostgreSQL: expected a server for the tests, got none; run node scripts/setUp.mjs --postgres',
  );
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package makes, or as nobody. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(user![2]), gid: Number(user![3]) };
}

async function sparePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
