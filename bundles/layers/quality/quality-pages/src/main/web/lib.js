// What several pages of the quality layer need.
import { computed, shallowRef } from 'vue'
import { http, locale, t } from '@karawatt/console'

export const API = '/api/v1/quality'
const OFFICES = '/api/v1/business/offices'
const RUNS = '/api/v1/business/runs'
const HOUR = 3_600_000
let kept = null

/** The name of something that has a Chinese and an English one; `what` is the beginning of both names. */
export function nameOf(thing, what = 'name') {
  if (!thing) return ''
  const zh = thing[`${what}Zh`]
  const en = thing[`${what}En`]
  return locale.value === 'en' ? en || zh : zh || en
}

/** The offices the user may see, highest first. A page stays usable when they cannot be read. */
export function useOffices() {
  const offices = shallowRef([])
  if (!kept || Date.now() - kept.at > HOUR) kept = { at: Date.now(), promise: http(OFFICES) }
  kept.promise.then(list => { offices.value = [...list].sort((a, b) => a.path.localeCompare(b.path)) }, () => { kept = null })
  const depth = office => office.path.split('/').filter(Boolean).length
  const top = computed(() => Math.min(...offices.value.map(depth)))
  return {
    offices,
    label: office => '　'.repeat(depth(office) - top.value) + nameOf(office),
    byCode: code => nameOf(offices.value.find(office => office.code === code)) || code || '–',
    byId: id => nameOf(offices.value.find(office => office.id === id)) || '–',
    first: computed(() => offices.value[0]?.code || '')
  }
}

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
