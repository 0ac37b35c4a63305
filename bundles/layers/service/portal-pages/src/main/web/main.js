import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import ElementPlus from 'element-plus'
import { i18n, t } from '@karawatt/console'
import { addMessages, startLocale } from '@karawatt/console/core/i18n.js'
import { onUnauthorized } from '@karawatt/console/core/http.js'
import App from './App.vue'
import { forget, portal, refresh } from './session.js'

const own = new URL('.', import.meta.url).pathname
const root = document.documentElement.dataset

const router = createRouter({
  history: createWebHistory(root.portal + '/'),
  scrollBehavior: (to, from, saved) => saved || { top: 0 },
  routes: [
    { path: '/login', name: 'login', component: () => import('./pages/Login.vue'), meta: { open: true, title: 'portal.login.title' } },
    { path: '/register', name: 'register', component: () => import('./pages/Register.vue'), meta: { open: true, title: 'portal.register.title' } },
    { path: '/reset', name: 'reset', component: () => import('./pages/Reset.vue'), meta: { open: true, title: 'portal.reset.title' } },
    { path: '/', name: 'overview', component: () => import('./pages/Overview.vue'), meta: { title: 'portal.overview.title' } },
    { path: '/bills', name: 'bills', component: () => import('./pages/Bills.vue'), meta: { title: 'portal.bills.title' } },
    { path: '/bills/:billNo', name: 'bill', component: () => import('./pages/Bill.vue'), props: true, meta: { title: 'portal.bill.title' } },
    { path: '/applications', name: 'applications', component: () => import('./pages/Applications.vue'), meta: { title: 'portal.applications.title' } },
    { path: '/apply', name: 'apply', component: () => import('./pages/Apply.vue'), meta: { title: 'portal.apply.title' } },
    { path: '/accounts', name: 'accounts', component: () => import('./pages/Accounts.vue'), meta: { title: 'portal.accounts.title' } },
    { path: '/:rest(.*)*', redirect: '/' }
  ]
})

router.beforeEach(to => {
  if (!portal.email && !to.meta.open) return { name: 'login', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (portal.email && to.meta.open) return { name: 'overview' }
})
router.afterEach(to => { document.title = `${t(to.meta.title)} · ${t('portal.brand')}` })

onUnauthorized(() => {
  if (!portal.email) return
  forget()
  router.push({ name: 'login', query: { to: router.currentRoute.value.fullPath, ended: '1' } })
})

async function start() {
  await Promise.all([addMessages('console', root.kit), addMessages('portal', own)])
  await refresh().catch(() => {})
  await startLocale()
  createApp(App).use(router).use(i18n).use(ElementPlus).mount('#app')
}

start()
