import { reactive } from 'vue'
import { http, upload } from '@karawatt/console'
import { state } from '@karawatt/console/core/state.js'

export const API = '/api/v1/portal'
const SESSION = API + '/session'

/** What the pages of the portal know of their customer. */
export const portal = reactive({ email: '', accounts: [], accountNo: '', loaded: false })

function take(session) {
  portal.email = session.email || ''
  // the kit sends it with every request that changes something
  state.csrf = session.csrf || ''
  state.sessionLocale = session.locale || null
}

/** Takes the session that an answer has brought. */
export function entered(session) {
  portal.loaded = false
  take(session)
}

export async function refresh() {
  take(await http(SESSION))
}

export async function login(email, password) {
  entered(await http(SESSION, { method: 'POST', body: { email, password } }))
}

export async function logout() {
  await http(SESSION, { method: 'DELETE' })
  forget()
}

export function forget() {
  take({})
  Object.assign(portal, { accounts: [], accountNo: '', loaded: false })
}

/** Reads the own accounts; keeps the chosen one when it is still there. */
export async function loadAccounts(signal) {
  portal.accounts = await http(API + '/accounts', { signal })
  if (!portal.accounts.some(each => each.accountNo === portal.accountNo)) portal.accountNo = portal.accounts[0]?.accountNo || ''
  portal.loaded = true
  return portal.accounts
}

/** Adds a file to an own application. */
export function addFile(caseNo, file) {
  return upload(`${API}/applications/${encodeURIComponent(caseNo)}/files`, file)
}

/** The address of something of an account. */
export function ofAccount(accountNo, what) {
  return `${API}/accounts/${encodeURIComponent(accountNo)}/${what}`
}
