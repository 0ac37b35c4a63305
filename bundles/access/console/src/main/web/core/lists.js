import { computed, shallowRef } from 'vue'
import { http } from './http.js'
import { locale } from './i18n.js'
import { state } from './state.js'

// Lists that pages of every layer choose from. The business layer has them; without it a choice is empty and the page goes on.
const BUSINESS = '/api/v1/business'
const HOUR = 3_600_000
const kept = new Map()

/** Reads something that seldom changes, at most once an hour for all pages together; who logs in next gets his own. */
export function keep(what, load) {
  const key = `${state.user} ${what}`
  const old = kept.get(key)
  if (old && Date.now() - old.at < HOUR) return old.promise
  const promise = load()
  kept.set(key, { at: Date.now(), promise })
  promise.catch(() => kept.delete(key))
  return promise
}

/** The name of something that has a Chinese and an English one; `what` is the beginning of both names. */
export function nameOf(thing, what = 'name') {
  if (!thing) return ''
  const zh = thing[`${what}Zh`]
  const en = thing[`${what}En`]
  return (locale.value === 'en' ? en || zh : zh || en) || ''
}

/** The entries of a code table. */
export function codesOf(table) {
  return keep(`codes ${table}`, () => http(`${BUSINESS}/code-tables/${encodeURIComponent(table)}/codes`))
}

/** A code table: its entries, and the name of a code. */
export function useCodes(table) {
  const codes = shallowRef([])
  codesOf(table).then(list => { codes.value = list }, () => {})
  const byCode = computed(() => new Map(codes.value.map(code => [code.code, code])))
  return { codes, label: code => code ? nameOf(byCode.value.get(code)) || code : '–' }
}

/** The offices the user may see, highest first; `label` shows by its indent where one stands. */
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
    byId: id => nameOf(offices.value.find(office => office.id === id)) || '–',
    first: computed(() => offices.value[0]?.code || '')
  }
}
