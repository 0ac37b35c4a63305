import { createApp } from 'vue'
import ElementPlus from 'element-plus'
import App from './shell/App.vue'
import { i18n, startLocale, addMessages } from './core/i18n.js'
import { refreshSession } from './core/session.js'
import { router, enter } from './core/modules.js'

const own = new URL('.', import.meta.url).pathname

async function start() {
  await addMessages('console', own)
  const user = await refreshSession().catch(() => null)
  await startLocale()
  if (user) await enter()
  createApp(App).use(router).use(i18n).use(ElementPlus).mount('#app')
}

start()
