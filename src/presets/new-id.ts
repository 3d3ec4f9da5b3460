/** 128 random bits as an id of the person's own; crypto.randomUUID is missing where a page is served over plain http. */
export function newPresetId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
