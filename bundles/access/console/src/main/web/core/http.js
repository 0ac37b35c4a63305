import { base, root, state } from './state.js'
import { locale, t } from './i18n.js'

const LONGEST_WAIT = 120_000
const SAFE = new Set(['GET', 'HEAD'])
let unauthorized = () => {}

/** Sets what happens when the session has ended. */
export function onUnauthorized(handler) {
  unauthorized = handler
}

/** A refused or failed request; carries the server's problem details (RFC 9457) when it sent some. */
export class Problem extends Error {
  constructor(status, details = {}) {
    super(details.title)
    // our own words follow the language of the page; the server's are in the language they were asked for in
    if (!details.title) {
      Object.defineProperty(this, 'message', { get: () => t(status === 0 ? 'console.problem.network' : 'console.problem.status', { status }) })
    }
    this.name = 'Problem'
    this.status = status
    this.detail = details.detail && details.detail !== details.title ? details.detail : ''
    this.code = details.code || ''
    this.incident = details.incident || ''
    this.faults = details.faults || []
  }
}

function address(path, query) {
  const url = path.startsWith('/console/') ? base + path.slice('/console'.length) : root + path
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query || {})) {
    if (value !== undefined && value !== null && value !== '') parameters.append(name, value)
  }
  const text = parameters.toString()
  return text ? url + (url.includes('?') ? '&' : '?') + text : url
}

function request(options) {
  const method = options.method || 'GET'
  const headers = new Headers(options.headers)
  if (!headers.has('Accept')) headers.set('Accept', 'application/json')
  headers.set('Accept-Language', locale.value)
  if (!SAFE.has(method)) headers.set('X-CSRF-Token', state.csrf)
  if (options.ifMatch) headers.set('If-Match', options.ifMatch)
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  let body = options.body
  if (body !== undefined && !(body instanceof Blob) && typeof body !== 'string') {
    headers.set('Content-Type', 'application/json')
    body = JSON.stringify(body)
  }
  return { method, headers, body, credentials: 'same-origin', signal: options.signal }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason) }, { once: true })
  })
}

async function problem(response) {
  const isJson = (response.headers.get('Content-Type') || '').includes('json')
  return new Problem(response.status, isJson ? await response.json().catch(() => ({})) : {})
}

async function send(url, options) {
  try {
    return await fetch(url, request(options))
  } catch (error) {
    if (error.name === 'AbortError') throw error
    throw new Problem(0)
  }
}

/**
 * One request: language, CSRF token and entity tags are taken care of.
 *
 * 503 with Retry-After means that a module is being updated: reading requests, and writing ones with an idempotency key,
 * wait and try again while a calm notice is shown. 401 leads to the login page.
 *
 * @param path address below the server's root, such as /api/v1/...
 * @param options method, query, body (object, string or Blob), headers, ifMatch, idempotencyKey, signal, and `accepted`:
 *   statuses that are answers although they are not 2xx
 * @return the data (JSON, or the Response for other types), the entity tag and the response
 */
export async function httpFull(path, options = {}) {
  const url = address(path, options.query)
  const repeatable = SAFE.has(options.method || 'GET') || !!options.idempotencyKey
  const deadline = Date.now() + LONGEST_WAIT
  let response = await send(url, options)
  const accepted = status => (options.accepted || []).includes(status)
  if (response.status === 503 && !accepted(503) && repeatable && response.headers.has('Retry-After')) {
    state.waiting++
    try {
      while (response.status === 503 && Date.now() < deadline) {
        const seconds = Number(response.headers.get('Retry-After')) || 2
        await pause(Math.min(Math.max(seconds, 1), 15) * 1000, options.signal)
        response = await send(url, options)
      }
    } finally {
      state.waiting--
    }
  }
  if (!response.ok && !accepted(response.status)) {
    const refused = await problem(response)
    if (response.status === 401) unauthorized(path)
    throw refused
  }
  const isJson = (response.headers.get('Content-Type') || '').includes('json')
  const data = response.status === 204 ? null : isJson ? await response.json() : response
  return { data, etag: response.headers.get('ETag'), response }
}

/** As httpFull, but only the data. */
export async function http(path, options) {
  return (await httpFull(path, options)).data
}
