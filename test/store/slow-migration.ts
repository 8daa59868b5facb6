/** A process that brings a file up to date and never comes to the end of it. Run with the file. */
import { writeSync } from 'node:fs';
import Libsql from 'libsql';
import { migrate, migrations } from '../../src/store/sqlite/schema.ts';

const endless = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
  SELECT count(*) FROM numbers`;

const raw = new Libsql(process.argv[2] ?? '');
raw.exec('PRAGMA journal_mode=WAL');
writeSync(1, 'begun\n');
migrate(raw, [...migrations, endless]);
