import { http } from './http.js'

/** Fetches a file, so that errors and languages are handled as everywhere, and gives it to the browser to save. */
export async function download(path, { accept, name, query, method, body } = {}) {
  const response = await http(path, { query, method, body, headers: accept ? { Accept: accept } : {} })
  const disposition = response.headers.get('Content-Disposition') || ''
  const named = /filename\*=UTF-8''([^;]+)/i.exec(disposition) || /filename="?([^";]+)"?/i.exec(disposition)
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name || (named ? decodeURIComponent(named[1]) : 'download')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
