import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { state } from './state.js'
import { Problem } from './http.js'
import { locale } from './i18n.js'

/**
 * Loads data for a page and keeps what goes with it: loading, error, reload. A newer load aborts the one before.
 * After an error it loads again by itself when the server is back, and when the language changes, so that the error is told in it.
 *
 * @param load gets an AbortSignal and returns a promise
 * @param options watch: a source whose change loads again; immediate: false waits for the first reload()
 */
export function useLoad(load, options = {}) {
  const data = shallowRef(null)
  const error = shallowRef(null)
  const loading = ref(false)
  let controller = null

  async function reload() {
    controller?.abort()
    const mine = controller = new AbortController()
    loading.value = true
    try {
      const result = await load(mine.signal)
      if (mine !== controller) return
      data.value = result
      error.value = null
    } catch (failure) {
      if (mine !== controller || failure.name === 'AbortError') return
      error.value = failure
    } finally {
      if (mine === controller) loading.value = false
    }
  }

  if (options.watch) watch(options.watch, reload)
  watch(() => [state.reached, locale.value], () => { if (error.value) reload() })
  onBeforeUnmount(() => controller?.abort())
  if (options.immediate !== false) reload()
  return { data, error, loading, reload }
}

/** The faults that the server found in a form, by field. They go when the language changes: the next try tells them in the new one. */
export function useFaults() {
  const faults = ref([])
  watch(locale, () => { faults.value = [] })
  return {
    faults,
    any: computed(() => faults.value.length > 0),
    of: field => faults.value.filter(fault => fault.field === field).map(fault => fault.message).join(' '),
    clear: () => { faults.value = [] },
    /** Takes the faults of a problem; false when it is another kind of failure, which the caller shows otherwise. */
    take(failure) {
      const found = failure instanceof Problem ? failure.faults : []
      faults.value = found
      return found.length > 0
    }
  }
}
