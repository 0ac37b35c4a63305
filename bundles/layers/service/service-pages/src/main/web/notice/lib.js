// What the pages of notices and outages share.
export const API = '/api/v1/service'
export const STATUSES = ['WAITING', 'SENDING', 'SENT', 'FAILED', 'UNREACHABLE', 'SKIPPED']
export const TONES = { WAITING: 'busy', SENDING: 'busy', SENT: 'good', FAILED: 'bad', UNREACHABLE: 'warn', SKIPPED: 'neutral' }
export const BATCH_TONES = { DRAFT: 'warn', RELEASED: 'busy', STOPPED: 'warn', DONE: 'good', CANCELLED: 'neutral' }

/** A local time of the utility: it is shown as it is, wherever the reader sits. */
export function localTime(value) {
  return value ? value.slice(0, 16).replace('T', ' ') : '–'
}

/** What the user typed, or nothing. */
export function filled(text) {
  const value = String(text || '').trim()
  return value || null
}
