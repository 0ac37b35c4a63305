import { root, state } from './state.js'

const handlers = new Map()   // topic -> functions
let port

/**
 * Calls a function for every message of a topic.
 *
 * @return ends the subscription; a component calls it when it is unmounted
 */
export function onEvent(topic, handler) {
  if (!handlers.has(topic)) handlers.set(topic, new Set())
  handlers.get(topic).add(handler)
  return () => handlers.get(topic).delete(handler)
}

function receive(message) {
  if (message.live !== undefined) {
    state.live = message.live
    return
  }
  if (message.t === 'hello') state.reached++
  for (const handler of handlers.get(message.t) || []) handler(message.d)
}

/** Joins the one event stream of this browser: HTTP/1.1 allows six connections per host, all tabs together. */
export function connect() {
  if (!port) {
    port = new SharedWorker(new URL('./events-worker.js', import.meta.url), { name: 'karawatt-events' }).port
    port.onmessage = event => receive(event.data)
    addEventListener('pagehide', () => port.postMessage({ leave: true }))
    addEventListener('pageshow', event => { if (event.persisted && state.user) connect() })
  }
  port.postMessage({ open: `${root}/api/v1/system/events` })
}

export function disconnect() {
  port?.postMessage({ close: true })
}
