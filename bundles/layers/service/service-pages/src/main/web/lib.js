// What several pages of the service layer need.
import { computed, shallowRef } from 'vue'
import { http, locale } from '@karawatt/console'

export const API = '/api/v1/service'
export const BUSINESS = '/api/v1/business'
const HOUR = 3_600_000
const kept = new Map()

/** Reads something that seldom changes, at most once an hour. */
function keep(key, load) {
  const old = kept.get(key)
  if (old && Date.now() - old.at < HOUR) return old.promise
  const promise = load()
  kept.set(key, { at: Date.now(), promise })
  promise.catch(() => kept.delete(key))
  return promise
}

/** The name of something that has a Chinese and an English one. */
export function nameOf(thing) {
  if (!thing) return ''
  return locale.value === 'en' ? thing.nameEn || thing.nameZh : thing.nameZh || thing.nameEn
}

/** A code table: its entries, and the name of a code. A page stays usable when the table cannot be read. */
export function useCodes(table) {
  const codes = shallowRef([])
  keep(`codes ${table}`, () => http(`${BUSINESS}/code-tables/${table}/codes`)).then(list => { codes.value = list }, () => {})
  const byCode = computed(() => new Map(codes.value.map(code => [code.code, code])))
  return { codes, label: code => code ? nameOf(byCode.value.get(code)) || code : '–' }
}

/** The offices the user may see, highest first. */
export function useOffices() {
  const offices = shallowRef([])
  keep('offices', () => http(`${BUSINESS}/offices`))
    .then(list => { offices.value = [...list].sort((a, b) => a.path.localeCompare(b.path)) }, () => {})
  const depth = office => office.path.split('/').filter(Boolean).length
  const top = computed(() => Math.min(...offices.value.map(depth)))
  return {
    offices,
    label: office => '　'.repeat(depth(office) - top.value) + nameOf(office),
    byCode: code => nameOf(offices.value.find(office => office.code === code)) || code || '–',
    byId: id => nameOf(offices.value.find(office => office.id === id)) || '–'
  }
}

/** Kinds of contacts with their sub-kinds. */
export function useContactTypes() {
  const types = shallowRef([])
  keep('contact types', () => http(`${API}/contact-types`)).then(list => { types.value = list }, () => {})
  const of = code => types.value.find(type => type.code === code)
  return {
    types,
    of,
    label: code => nameOf(of(code)) || code || '–',
    subLabel: (code, sub) => sub ? nameOf(of(code)?.subKinds.find(each => each.code === sub)) || sub : ''
  }
}

export const STATE_TONES = { OPEN: 'busy', SUSPENDED: 'warn', CLOSED: 'good', TERMINATED: 'neutral' }
export const TICKET_TONES = { WAITING: 'warn', CALLED: 'busy', SERVED: 'good', NO_SHOW: 'neutral' }
export const ARTICLE_TONES = { DRAFT: 'neutral', REVIEW: 'warn', PUBLISHED: 'good', WITHDRAWN: 'bad' }
export const TOPICS = ['LAW', 'SAFETY', 'SAVING', 'TARIFF', 'PROCEDURE']
export const caseLink = id => `/workflow/cases/${id}`
