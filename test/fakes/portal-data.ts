/** Builders for what lives in the imitated portal: valid defaults, a test names only what it is about. */

import { type CallRecord, emptyCrm, type FileRecord, type PortalData, type UserRecord } from '#core/demo/index.ts';

/** Noon in Moscow on the day on which the tests take place. */
export const TODAY_MS = Date.parse('2026-03-10T12:00:00Z');

/** Every number in the test data begins like this, so that leaks can be searched for. */
export const PHONE = '+79161234567';

export const ADMIN: UserRecord = { id: 1, name: 'Анна', lastName: 'Орлова', isAdmin: true, departments: [1] };
export const COLLEAGUE: UserRecord = { id: 7, name: 'Пётр', lastName: 'Ильин', departments: [2] };

export function aCallRecord(part: Partial<CallRecord> & { id: number }): CallRecord {
  return {
    userId: 7,
    type: 2,
    phone: PHONE,
    startedAtMs: TODAY_MS - 3_600_000,
    durationSeconds: 65,
    recordFileId: null,
    ...part,
  };
}

export function aFileRecord(part: Partial<FileRecord> & { id: number }): FileRecord {
  return { name: 'recording.wav', content: aWave(), contentType: 'audio/wav', userId: 7, ...part };
}

export function aPortal(part: Partial<PortalData> = {}): PortalData {
  // Copies: a test may change its portal.
  const users = [{ ...ADMIN }, { ...COLLEAGUE }];
  return { calls: [], files: [], users, departments: [{ id: 1, name: 'Сфера' }], crm: emptyCrm(), writes: [], ...part };
}

/** A portal with `count` calls of the colleague, ids 1 … count, one minute apart. */
export function aPortalWithCalls(count: number): PortalData {
  const calls = Array.from({ length: count }, (_, index) =>
    aCallRecord({ id: index + 1, startedAtMs: TODAY_MS - (count - index) * 60_000 }),
  );
  return aPortal({ calls });
}

/** A mono telephone WAV, 16 bit at 8 kHz, with a quiet tone. */
export function aWave(sampleCount = 2_000, frequencyHz = 440): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + sampleCount * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(sampleCount * 2, 40);
  const samples = Buffer.alloc(sampleCount * 2);
  for (let index = 0; index < sampleCount; index += 1) {
    samples.writeInt16LE(Math.round(3_000 * Math.sin((2 * Math.PI * frequencyHz * index) / 8_000)), index * 2);
  }
  return Buffer.concat([header, samples]);
}
