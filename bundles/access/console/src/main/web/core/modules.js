import { watch, watchEffect } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { base, state } from './state.js'
import { http, onUnauthorized } from './http.js'
import { addMessages, removeMessages, t } from './i18n.js'
import { connect, disconnect, onEvent } from './events.js'
import { forget, logout } from './session.js'

export const LAYERS = ['service', 'business', 'quality', 'decision', 'system']
const SESSION_CHECK = 10_000
const installed = new Map()   // id -> what was added for the module
const gone = new Set()        // first parts of addresses that a module has had
let syncing = null
let again = false

export const router = createRouter({
  history: createWebHistory(base + '/'),
  scrollBehavior: (to, from, saved) => saved || (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    { path: '/login', name: 'login', component: () => import('../pages/Login.vue'), meta: { title: 'console.login.title' } },
    {
      path: '/', name: 'shell', component: () => import('../shell/Layout.vue'), children: [
        { path: '', name: 'home', component: () => import('../pages/Home.vue'), meta: { title: 'console.home.title' } },
        { path: ':rest(.*)*', name: 'missing', component: () => import('../pages/Missing.vue'), meta: { title: 'console.missing.title' } }
      ]
    }
  ]
})

router.beforeEach(to => {
  state.pageFailed = null
  if (!state.user && to.name !== 'login') return { name: 'login', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (state.user && to.name === 'login') return { name: 'home' }
})

router.afterEach((to, from) => {
  if (to.path !== from.path) state.spoken = to.meta.title ? t(to.meta.title) : ''
})

// follows the page and the language
watchEffect(() => {
  const { meta } = router.currentRoute.value
  document.title = [state.title || (meta.title ? t(meta.title) : ''), t('console.brand.name')].filter(Boolean).join(' · ')
})

router.onError((error, to) => {
  state.pageFailed = to.fullPath
  state.codeFailed = true
  // the code of a page is refused too once the session has ended
  if (state.user) http('/console/modules').catch(() => {})
})

function uninstall(id) {
  const module = installed.get(id)
  for (const path of module.paths) gone.add(path)
  for (const remove of module.routes) remove()
  for (const link of module.links) link.remove()
  removeMessages(id)
  installed.delete(id)
}

function firstPart(path) {
  return path.split('/').slice(0, 3).join('/')
}

/** Whether an address without a page had one before its module was stopped. */
export function hadPage(path) {
  return gone.has(firstPart(path))
}

async function install(description) {
  const paths = description.pages.map(page => firstPart(page.path))
  const module = { base: description.base, routes: [], links: [], paths }
  for (const path of paths) gone.delete(path)
  installed.set(description.id, module)
  await addMessages(description.id, description.base)
  if (description.id !== 'console') {
    for (const sheet of description.css || []) {
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.href = description.base + sheet
      document.head.append(link)
      module.links.push(link)
    }
  }
  for (const page of description.pages) {
    module.routes.push(router.addRoute('shell', {
      path: page.path.slice(1),
      name: `${description.id}:${page.path}`,
      component: () => import(description.base + page.component),
      props: route => route.params,
      meta: { title: `${description.id}.${page.title}`, module: description.id, layer: description.layer }
    }))
  }
}

async function syncOnce() {
  const answer = await http('/console/modules')
  const wanted = new Map(answer.modules.map(each => [each.id, each.base]))
  for (const [id, module] of [...installed]) if (wanted.get(id) !== module.base) uninstall(id)
  for (const each of answer.modules) if (!installed.has(each.id)) await install(each)
  state.modules = answer.modules
  state.outdated = !!answer.revision && answer.revision !== document.documentElement.dataset.revision

  // the page at the present address may have just come, changed or gone
  const here = router.currentRoute.value
  if (here.name && here.name !== 'login') {
    const matched = router.resolve(here.fullPath).matched.at(-1)
    if (matched !== here.matched.at(-1)) await router.replace({ path: here.fullPath, force: true })
  }
}

/** Brings menu, routes, texts and styles in line with the modules that the server has right now. */
export async function sync() {
  if (syncing) {
    again = true
    return syncing
  }
  syncing = (async () => {
    do {
      again = false
      await syncOnce()
    } while (again)
  })()
  try {
    await syncing
  } finally {
    syncing = null
  }
}

function syncQuietly() {
  if (state.user) sync().catch(() => { state.live = false })
}

onEvent('hello', syncQuietly)
onEvent('modules', syncQuietly)

onUnauthorized(() => {
  if (!state.user) return
  forget()
  disconnect()
  const here = router.currentRoute.value
  if (here.name !== 'login') router.push({ name: 'login', query: { to: state.pageFailed || here.fullPath, ended: '1' } })
})

// The event stream cannot tell that the session has ended; while it is down, ask. A session that ended leads to the login.
let asking = 0
watch(() => state.live, live => {
  clearInterval(asking)
  if (!live) asking = setInterval(() => { if (state.user) http('/console/modules').catch(() => {}) }, SESSION_CHECK)
})

/** What follows a login: modules, then the event stream. */
export async function enter() {
  await sync()
  connect()
}

/** Logs out and forgets what the user was allowed to see. */
export async function leave() {
  await logout()
  disconnect()
  for (const id of [...installed.keys()]) uninstall(id)
  state.modules = []
  await addMessages('console', new URL('..', import.meta.url).pathname)
  await router.push({ name: 'login' })
}
