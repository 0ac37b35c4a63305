// What the pages of notices and outages share.
import { computed, shallowRef } from 'vue'
import { http, nameOf, t } from '@karawatt/console'

export const API = '/api/v1/service'
export const STATUSES = ['WAITING', 'SENDING', 'SENT', 'DELIVERED', 'RETURNED', 'FAILED', 'UNREACHABLE', 'SKIPPED']
export const TONES = { WAITING: 'busy', SENDING: 'busy', SENT: 'good', DELIVERED: 'good', RETURNED: 'bad', FAILED: 'bad', UNREACHABLE: 'warn', SKIPPED: 'neutral' }
export const BATCH_TONES = { DRAFT: 'warn', RELEASED: 'busy', STOPPED: 'warn', DONE: 'good', CANCELLED: 'neutral' }
export const BASES = ['LEGAL', 'CONTRACT', 'CONSENT']
export const BASIS_TONES = { LEGAL: 'bad', CONTRACT: 'busy', CONSENT: 'neutral' }
/** What every template may use without declaring it. */
export const STANDARD = ['customerName', 'accountNo', 'address', 'arrears']
/** Something of each type to try a template with. */
const SAMPLES = { TEXT: () => t('service.template.sampleText'), MONEY: () => '128.50', ENERGY: () => '260', NUMBER: () => '12', DATE: () => today(), DATE_TIME: () => `${today()}T08:00` }

/** A local time of the utility: it is shown as it is, wherever the reader sits. */
export function localTime(value) {
  return value ? value.slice(0, 16).replace('T', ' ') : '–'
}

/** What the user typed, or nothing. */
export function filled(text) {
  const value = String(text || '').trim()
  return value || null
}

/** A day so many days from now, as 2026-07-01. */
export function today(offset = 0) {
  const now = new Date()
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset)
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-')
}

/** Values for the placeholders of a template; those that are there already stay. */
export function samples(placeholders, values = {}) {
  return Object.fromEntries((placeholders || []).filter(each => each.name && each.type).map(each => [each.name, values[each.name] || SAMPLES[each.type]()]))
}

/** The templates in use and the channels, by name. A page stays usable when they cannot be read. */
export function useTemplates() {
  const templates = shallowRef([])
  http(`${API}/notice-templates`).then(list => { templates.value = list }, () => {})
  const byCode = computed(() => new Map(templates.value.map(each => [each.content.code, each.content])))
  return { templates, label: code => code === '*' ? t('service.preference.every') : nameOf(byCode.value.get(code)) || code || '–' }
}
export function useChannels() {
  const channels = shallowRef([])
  http(`${API}/notice-channels`).then(list => { channels.value = list }, () => {})
  return channels
}

/** Channels that are shipped have names; those of a utility are shown as they are called. */
export function channelName(channel) {
  if (channel === '-') return t('service.channel.none')
  const key = `service.channel.${channel}`
  const text = t(key)
  return text === key ? channel : text
}
