import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import { state } from './state.js'

const LOCALES = ['zh-CN', 'en']
const STORED = 'karawatt.locale'
const sources = new Map()   // id of the module -> where its texts are
const loaded = new Set()    // "locale address" that has been read

function known(name) {
  if (!name) return null
  return name.toLowerCase().startsWith('zh') ? 'zh-CN' : LOCALES.find(each => name.toLowerCase().startsWith(each)) || null
}

function chosen() {
  return known(localStorage.getItem(STORED)) || known(state.sessionLocale) || known(navigator.language) || 'zh-CN'
}

export const i18n = createI18n({
  legacy: false,
  locale: chosen(),
  fallbackLocale: 'zh-CN',
  messages: Object.fromEntries(LOCALES.map(each => [each, {}])),
  missingWarn: false,
  fallbackWarn: false
})

/** The language in force, as a reactive value. */
export const locale = computed(() => i18n.global.locale.value)

/** The text of a key, in the language in force. */
export function t(key, values) {
  return i18n.global.t(key, values || {})
}

export function has(key) {
  return i18n.global.te(key)
}

async function load(language, id, address) {
  const mark = `${language} ${address}`
  if (loaded.has(mark)) return
  const response = await fetch(`${address}i18n/${language}.json`, { credentials: 'same-origin' })
  if (!response.ok) return
  i18n.global.mergeLocaleMessage(language, { [id]: await response.json() })
  loaded.add(mark)
}

/** Reads the texts of a module in the language in force; the other language follows when it is chosen. */
export async function addMessages(id, address) {
  sources.set(id, address)
  await load(locale.value, id, address)
}

export function removeMessages(id) {
  sources.delete(id)
}

/** Switches the language of the open page. */
export async function setLocale(language) {
  await Promise.all([...sources].map(([id, address]) => load(language, id, address)))
  i18n.global.locale.value = language
  document.documentElement.lang = language
}

/** Takes the language that the user chose in this browser, else the one of the session. */
export function startLocale() {
  return setLocale(chosen())
}

export function toggleLocale() {
  const next = locale.value === 'en' ? 'zh-CN' : 'en'
  localStorage.setItem(STORED, next)
  return setLocale(next)
}
