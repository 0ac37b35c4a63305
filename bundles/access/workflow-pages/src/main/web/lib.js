// What several pages of workflow need.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { http, keep, locale, nameOf, onEvent, t, upload } from '@karawatt/console'

export { codesOf, nameOf, useOffices } from '@karawatt/console'

export const API = '/api/v1/workflow'
const BUSINESS = '/api/v1/business'
const MINUTE = 60_000
const SETTLE = 400

export const CASE_TONES = { OPEN: 'busy', SUSPENDED: 'warn', CLOSED: 'good', TERMINATED: 'neutral' }
export const TASK_TONES = { OPEN: 'neutral', CLAIMED: 'busy', DONE: 'good', CANCELLED: 'neutral' }

/** The label of a field or an option of a form. */
export function labelOf(thing) {
  return locale.value === 'en' ? thing.labelEn || thing.labelZh : thing.labelZh || thing.labelEn
}

/** A text that a table of texts may lack; what has none is shown as it is. */
function known(prefix, word) {
  if (!word) return '–'
  const text = t(prefix + word)
  return text === prefix + word ? word : text
}

/** The name of a role; utilities may have roles of their own. */
export const roleName = role => known('workflow.role.', role)
export const outcomeName = outcome => known('workflow.outcome.', outcome)

/** The label of an outcome: that of the step that left it, or of the last one that may leave it. */
export function outcomeIn(steps, outcome, stepKey) {
  const ways = (steps || []).filter(step => step.outcomes.some(option => option.value === outcome))
  const step = ways.find(each => each.key === stepKey) || ways[ways.length - 1]
  return step ? labelOf(step.outcomes.find(option => option.value === outcome)) : outcomeName(outcome)
}
export const channelName = channel => known('workflow.channel.', channel)

/** Who did something; what the server does by itself is done by "system". */
export function person(name) {
  return name === 'system' ? t('workflow.system') : name || '–'
}

/** Tariffs that are offered on the business day; a page stays usable when they cannot be read. */
export function tariffsOf() {
  return keep('tariffs', () => http(`${BUSINESS}/tariffs`, { query: { on: 'today', offered: true } }))
}

/** An account, for what a form can tell of it. */
export function accountOf(accountNo) {
  return http(`${BUSINESS}/accounts/${encodeURIComponent(accountNo)}`)
}

/** Accounts that match what somebody types, for el-autocomplete. */
export async function findAccounts(text) {
  if (!text) return []
  try {
    const page = await http(`${BUSINESS}/accounts`, { query: { text, limit: 8 } })
    return page.items.map(account => ({ value: account.accountNo, name: account.customerName, address: account.address }))
  } catch {
    return []   // what was typed can be sent all the same
  }
}

/** The newest version of each process, by name. */
export function useProcesses() {
  const processes = shallowRef([])
  http(`${API}/processes`).then(list => {
    const seen = new Set()
    processes.value = list.filter(each => !seen.has(each.key) && seen.add(each.key))
  }, () => {})
  return {
    processes,
    offered: computed(() => processes.value.filter(each => each.offered)),
    byKey: key => nameOf(processes.value.find(each => each.key === key)) || key
  }
}

/** The time, going on while the page is shown. */
export function useNow() {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, MINUTE / 2)
  onBeforeUnmount(() => clearInterval(timer))
  return now
}

/** Calls when a case, or a certain one, has changed; also after the connection was down, since news may have been missed. */
export function useNews(changed, caseId = () => null) {
  let timer = 0
  const soon = () => { clearTimeout(timer); timer = setTimeout(changed, SETTLE) }
  const subscriptions = [
    onEvent('workflow', news => { if (caseId() === null || news.case === caseId()) soon() }),
    onEvent('hello', soon)
  ]
  onBeforeUnmount(() => { clearTimeout(timer); subscriptions.forEach(unsubscribe => unsubscribe()) })
}

/** A length of time in its two greatest units. */
export function span(milliseconds) {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE))
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor(minutes % 1440 / 60)
  const rest = minutes % 60
  const parts = [days && t('workflow.span.days', { n: days }), hours && t('workflow.span.hours', { n: hours }),
    !days && rest && t('workflow.span.minutes', { n: rest })].filter(Boolean)
  return parts.slice(0, 2).join(t('workflow.span.and'))
}

/** How a deadline stands: in words and with a tone. */
export function due(deadline, now) {
  if (!deadline) return null
  if (deadline.state === 'MET') return { tone: 'good', text: t('workflow.due.met') }
  if (deadline.state === 'MISSED') return { tone: 'bad', text: t('workflow.due.missed') }
  const left = new Date(deadline.dueAt) - now
  if (left <= 0) return { tone: 'bad', text: t('workflow.due.over', { time: span(left) }) }
  return { tone: now >= new Date(deadline.warnAt) ? 'warn' : 'good', text: t('workflow.due.left', { time: span(left) }) }
}

/** Adds a file to a case or to a task of it. */
export function attach(caseId, taskId, file) {
  return upload(`${API}/cases/${caseId}/attachments`, file, { taskId })
}

/** Values of a form without what was left empty. */
export function filled(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''))
}
