/** Pictures and files that were sent, and which bytes Telegram takes for a picture. */
import type { PhotoSize, TelegramDocument } from './model.ts';
import { badRequest } from './refusal.ts';

/** Bytes with what is known about them. */
export interface StoredFile {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly name: string;
}

/** A file as it came in a request. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly name: string;
}

/** The files of one sandbox. */
export interface Files {
  find(fileId: string): StoredFile | undefined;
  findByPath(path: string): StoredFile | undefined;
  /** Keeps a picture; refuses what is none. */
  addPhoto(upload: Upload): PhotoSize[];
  addDocument(upload: Upload): TelegramDocument;
  photoOf(file: StoredFile): PhotoSize[];
  documentOf(file: StoredFile): TelegramDocument;
}

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** Makes an empty store of files. */
export function createFiles(): Files {
  const files = new Map<string, StoredFile>();
  const add = (folder: string, upload: Upload): StoredFile => {
    const number = files.size + 1;
    const uniqueId = `AQAD${String(number).padStart(8, '0')}`;
    const fileId = `AgACAgIAAxkBAAI${uniqueId}`;
    const path = `${folder}/file_${number}${extension(upload)}`;
    const file: StoredFile = { ...upload, fileId, uniqueId, path };
    files.set(fileId, file);
    return file;
  };
  return {
    find: (fileId) => files.get(fileId),
    findByPath: (path) => [...files.values()].find((file) => file.path === path),
    addPhoto(upload) {
      if (upload.bytes.length > MAX_PHOTO_BYTES) badRequest('file is too big');
      checkPicture(upload.bytes);
      return photoOf(add('photos', upload));
    },
    addDocument(upload) {
      if (upload.bytes.length === 0) badRequest('file must be non-empty');
      if (upload.bytes.length > MAX_FILE_BYTES) badRequest('file is too big');
      return documentOf(add('documents', { ...upload, mimeType: typeOf(upload) }));
    },
    photoOf,
    documentOf,
  };
}

function photoOf(file: StoredFile): PhotoSize[] {
  const { width, height } = pictureSize(file.bytes);
  const size = { file_id: file.fileId, file_unique_id: file.uniqueId, width, height };
  return [{ ...size, file_size: file.bytes.length }];
}

function documentOf(file: StoredFile): TelegramDocument {
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_name: file.name,
    mime_type: file.mimeType,
    file_size: file.bytes.length,
  };
}

function checkPicture(bytes: Uint8Array): void {
  if (bytes.length === 0) badRequest('file must be non-empty');
  const { width, height } = pictureSize(bytes);
  if (width === 0) badRequest('IMAGE_PROCESS_FAILED');
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width + height > 10_000 || ratio > 20) badRequest('PHOTO_INVALID_DIMENSIONS');
}

/** Width and height: read from a PNG, a nominal size for JPEG, GIF and WebP, zeros for all else. */
function pictureSize(bytes: Uint8Array): { width: number; height: number } {
  const buffer = Buffer.from(bytes);
  if (buffer.subarray(1, 4).toString('latin1') === 'PNG' && buffer.length >= 24) {
    return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
  }
  const start = buffer.subarray(0, 4).toString('latin1');
  const known = start.startsWith('\u00ff\u00d8') || start === 'GIF8' || start === 'RIFF';
  return known ? { width: 640, height: 640 } : { width: 0, height: 0 };
}

/** Bots send bytes without saying what they are; Telegram goes by the name then. */
function typeOf({ mimeType, name }: Upload): string {
  const ending = /\.\w{1,5}$/.exec(name)?.[0].toLowerCase() ?? '';
  return mimeType === 'application/octet-stream' ? (typesByEnding[ending] ?? mimeType) : mimeType;
}

const typesByEnding: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
};

function extension(upload: Upload): string {
  const fromName = /\.\w{1,5}$/.exec(upload.name)?.[0];
  return fromName ?? (upload.mimeType === 'image/png' ? '.png' : '.bin');
}
