// What several pages of the business layer need.
import { computed, shallowRef } from 'vue'
import { http, keep, locale, nameOf, t } from '@karawatt/console'

export { nameOf, useCodes, useOffices } from '@karawatt/console'

export const API = '/api/v1/business'

/** Messages that the server keeps in both languages. */
export function messageOf(thing) {
  return locale.value === 'en' ? thing.messageEn || thing.messageZh : thing.messageZh || thing.messageEn
}

/** Names of tariffs by their code; the newest version that is offered gives the name, and only when none is, the newest at all. */
export function useTariffs() {
  const tariffs = shallowRef([])
  keep('tariffs', () => http(`${API}/tariffs`)).then(list => { tariffs.value = list }, () => {})
  const byCode = computed(() => new Map([...tariffs.value]
    .sort((a, b) => Number(a.offered) - Number(b.offered) || a.validFrom.localeCompare(b.validFrom)).map(each => [each.tariffCode, each])))
  return { label: code => code ? nameOf(byCode.value.get(code)) || code : '–' }
}

function previousMonth() {
  const now = new Date()
  const before = new Date(now.getFullYear(), now.getMonth() - 1, 1)
  return `${before.getFullYear()}-${String(before.getMonth() + 1).padStart(2, '0')}`
}

/** Who asked for something; what the server's own console does is done by "local". */
export function requester(name) {
  return name === 'local' ? t('business.run.local') : name || '–'
}

/** The month people work on: that of the last billing run, else the previous one. */
export async function workingMonth() {
  try {
    const runs = await http(`${API}/runs`, { query: { kind: 'billing', limit: 1 } })
    return runs.items[0]?.params?.month || previousMonth()
  } catch {
    return previousMonth()
  }
}

let totals = null
/** Number, energy and amounts of the working month's bills. Cards that are shown together share one request. */
export function billTotals() {
  if (!totals) {
    totals = workingMonth().then(month => http(`${API}/bill-totals`, { query: { month } }))
    const forget = () => { setTimeout(() => { totals = null }, 2000) }
    totals.then(forget, () => { totals = null })
  }
  return totals
}

const owed = { ids: new Map(), timer: null }
/** What is owed for a bill; undefined where it cannot be told. Bills that are asked for together share one request. */
export function receivableOf(billId) {
  return new Promise(resolve => {
    owed.ids.set(billId, [...owed.ids.get(billId) || [], resolve])
    owed.timer ??= setTimeout(async () => {
      const asked = owed.ids
      owed.ids = new Map()
      owed.timer = null
      let found = new Map()
      try {
        const list = await http(`${API}/receivables/of-bills?${[...asked.keys()].slice(0, 500).map(id => `id=${id}`).join('&')}`)
        found = new Map(list.map(each => [each.id, each]))
      } catch {
        // without the ledger, or without the right to read it, a bill still shows whether it counts
      }
      asked.forEach((waiting, id) => waiting.forEach(tell => tell(found.get(id))))
    }, 20)
  })
}

/** A key under which a repeated command counts as the same command. */
export function newKey() {
  return crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint32Array(4))].map(each => each.toString(16)).join('-')
}

export const RUN_TONES = { PLANNING: 'busy', RUNNING: 'busy', STOPPING: 'warn', STOPPED: 'warn', DONE: 'good', FAILED: 'bad' }
export const ACTIVE_RUN = new Set(['PLANNING', 'RUNNING', 'STOPPING'])

export const PACKAGE_TONES = { WAITING: 'warn', PROPOSED: 'busy', ACTIVE: 'good', REJECTED: 'bad', WITHDRAWN: 'neutral' }

export const RECOVERY_TONES = { PROPOSED: 'busy', APPROVED: 'good', REJECTED: 'bad', REVERSING: 'busy', REVERSED: 'neutral' }
export const RECOVERY_KINDS = ['METER_ERROR', 'WRONG_WIRING', 'WRONG_MULTIPLIER', 'VOLTAGE_DROP', 'METERING_FAULT', 'BLOWN_FUSE', 'THEFT',
  'LOWER_PRICE', 'OVER_CAPACITY', 'SEALED_EQUIPMENT', 'METER_TAMPERING', 'TEMPORARY_SUPPLY']
export const CORRECTION_TONES = { PROPOSED: 'busy', APPLIED: 'good', REJECTED: 'bad' }
