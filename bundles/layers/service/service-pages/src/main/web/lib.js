// What several pages of the service layer need.
import { ref, shallowRef } from 'vue'
import { http, httpFull, keep, nameOf, useLoad } from '@karawatt/console'

export { nameOf, useCodes, useOffices } from '@karawatt/console'

export const API = '/api/v1/service'
export const BUSINESS = '/api/v1/business'

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

/**
 * A part of a page that is left out while its module is away, instead of being waited for. `request` gives address and query.
 * Nothing is loaded before the first reload().
 */
export function usePart(request) {
  const gone = ref(false)
  const part = useLoad(async signal => {
    const { path, query } = request()
    const { data, response } = await httpFull(path, { query, signal, accepted: [404, 503] })
    gone.value = !response.ok
    return response.ok ? data : null
  }, { immediate: false })
  return { ...part, gone }
}

export const STATE_TONES = { OPEN: 'busy', SUSPENDED: 'warn', CLOSED: 'good', TERMINATED: 'neutral' }
export const TICKET_TONES = { WAITING: 'warn', CALLED: 'busy', SERVED: 'good', NO_SHOW: 'neutral' }
export const ARTICLE_TONES = { DRAFT: 'neutral', REVIEW: 'warn', PUBLISHED: 'good', WITHDRAWN: 'bad' }
export const TOPICS = ['LAW', 'SAFETY', 'SAVING', 'TARIFF', 'PROCEDURE']
export const caseLink = id => `/workflow/cases/${id}`
