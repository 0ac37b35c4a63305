// What several pages of the quality layer need.
import { http, t } from '@karawatt/console'

export { nameOf, useOffices } from '@karawatt/console'

export const API = '/api/v1/quality'
const RUNS = '/api/v1/business/runs'

/** Seconds as people say them, in the two greatest units. */
export function span(seconds) {
  if (seconds === null || seconds === undefined) return '–'
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return t('quality.span.minutes', { m: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return t('quality.span.hours', { h: hours, m: minutes % 60 })
  return t('quality.span.days', { d: Math.floor(hours / 24), h: hours % 24 })
}

function monthOf(date) {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** Months before another one, or before this month. */
export function monthsBefore(count, from = null) {
  const [year, month] = from ? from.split('-').map(Number) : [new Date().getFullYear(), new Date().getMonth() + 1]
  return monthOf(new Date(year, month - 1 - count, 1))
}

/** The month of the newest billing run: what people work on. */
export async function workingMonth() {
  try {
    const runs = await http(RUNS, { query: { kind: 'billing', limit: 1 } })
    return runs.items[0]?.params?.month || monthsBefore(1)
  } catch {
    return monthsBefore(1)
  }
}

export const SEVERITY_TONES = { HIGH: 'bad', MEDIUM: 'warn', LOW: 'neutral' }
export const HIT_TONES = { FOUND: 'warn', DISPATCHED: 'busy', RECTIFIED: 'good', FALSE_ALARM: 'neutral' }
export const RUN_TONES = { PLANNING: 'busy', RUNNING: 'busy', STOPPING: 'warn', STOPPED: 'warn', DONE: 'good', FAILED: 'bad' }
export const DEADLINE_TONES = { RUNNING: 'neutral', DUE_SOON: 'warn', OVERDUE: 'bad', MET: 'good', MISSED: 'bad' }
export { RUNS }
