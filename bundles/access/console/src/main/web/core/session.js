import { http, Problem } from './http.js'
import { state } from './state.js'

const SESSION = '/api/v1/system/session'

function take(session) {
  state.user = session.user || null
  state.displayName = session.displayName || session.user || ''
  state.roles = session.roles || []
  state.permissions = session.permissions || []
  state.csrf = session.csrf || ''
  state.sessionLocale = session.locale || null
  return state.user
}

/** Asks the server who is logged in. */
export async function refreshSession() {
  try {
    return take(await http(SESSION))
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return take({})
    throw error
  }
}

export async function login(username, password) {
  return take(await http(SESSION, { method: 'POST', body: { username, password } }))
}

export async function logout() {
  await http(SESSION, { method: 'DELETE' })
  take({})
}

/** Forgets the session that the server has ended. */
export function forget() {
  take({})
}
