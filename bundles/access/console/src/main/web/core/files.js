import { http } from './http.js'

/** Types of files that a case takes, by the ends of their names: browsers do not know them all. */
const TYPES = {
  pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', txt: 'text/plain', csv: 'text/csv',
  zip: 'application/zip', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}
export const ACCEPTED = Object.keys(TYPES).map(end => `.${end}`).join(',')

/** A size of a file in words. */
export function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Sends a file as the body of a request, with its type and `fileName` among what is asked. */
export function upload(path, file, query = {}) {
  const type = TYPES[file.name.split('.').pop().toLowerCase()] || file.type || 'application/octet-stream'
  return http(path, { method: 'POST', query: { fileName: file.name, ...query }, body: file.slice(0, file.size, type), headers: { 'Content-Type': type } })
}
