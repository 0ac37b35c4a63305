import { reactive } from 'vue'

/** Address of the console, without a slash at its end. */
export const base = document.documentElement.dataset.base

/** Address of everything beside the console, for the API. */
export const root = base.replace(/\/console$/, '')

/** What the whole console knows; modules read it and never write it. */
export const state = reactive({
  user: null,
  displayName: '',
  roles: [],
  permissions: [],
  csrf: '',
  sessionLocale: null,
  modules: [],
  live: false,        // the event stream is connected
  reached: 0,         // counts the times the server has come back; pages that show an error load again
  waiting: 0,         // requests that wait for a module which is being updated
  outdated: false,    // the console itself has been updated under this page
  pageFailed: null,   // address of a page whose code could not be loaded
  codeFailed: false,  // code of some page was refused; the browser keeps that until the document is loaded again
  title: '',          // of the page that is shown, when it knows better than its route
  spoken: ''          // read out by screen readers
})

/**
 * Whether the user has a permission: itself, one of its branches such as billing.*, or everything.
 * The server decides; this only spares the user what it would refuse.
 */
export function can(permission) {
  const granted = state.permissions
  if (granted.includes('*') || granted.includes(permission)) return true
  for (let dot = permission.lastIndexOf('.'); dot > 0; dot = permission.lastIndexOf('.', dot - 1)) {
    if (granted.includes(permission.slice(0, dot) + '.*')) return true
  }
  return false
}
