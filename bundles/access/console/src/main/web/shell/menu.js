import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { LAYERS } from '../core/modules.js'
import { state } from '../core/state.js'

function text(module, key) {
  return `${module.id}.${key}`
}

/** The menu: layers in their order, in each its modules, in each its pages. A module alone in its layer needs no heading. */
export const menu = computed(() => LAYERS.map(layer => {
  const modules = state.modules
    .filter(module => (module.layer || 'system') === layer)
    .map(module => ({
      id: module.id,
      title: text(module, module.title),
      order: module.order ?? 500,
      pages: module.pages.filter(page => !page.hidden).map(page => ({
        path: page.path, title: text(module, page.title), icon: page.icon || module.icon
      }))
    }))
    .filter(module => module.pages.length > 0)
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id))
  return { layer, modules }
}).filter(group => group.modules.length > 0))

/** Address of the menu entry that the present page belongs to: the longest that the page's address begins with. */
export function useCurrentEntry() {
  const route = useRoute()
  return computed(() => menu.value
    .flatMap(group => group.modules).flatMap(module => module.pages).map(page => page.path)
    .filter(path => route.path === path || route.path.startsWith(path + '/'))
    .sort((a, b) => b.length - a.length)[0] || route.path)
}

/** Where customers are searched, if a module offers it. */
export const search = computed(() => {
  const module = state.modules.find(each => each.search)
  return module ? { ...module.search, hint: text(module, module.search.hint) } : null
})
