import { ElMessage, ElMessageBox } from 'element-plus'
import { state } from './state.js'
import { t } from './i18n.js'

function show(type, message) {
  state.spoken = message
  ElMessage({ type, message, grouping: true, offset: 70, showClose: type === 'error', duration: type === 'error' ? 8000 : 3500 })
}

/** Short messages that need no answer; screen readers read them out. */
export const notify = {
  success: message => show('success', message),
  info: message => show('info', message),
  warning: message => show('warning', message),
  error: failure => show('error', failure instanceof Error
    ? [failure.message, failure.detail, failure.code && `(${failure.code})`].filter(Boolean).join(' ')
    : failure)
}

/** Asks before something that matters; true when the user agrees. */
export async function confirm(question, title, action) {
  try {
    await ElMessageBox.confirm(question, title, {
      confirmButtonText: action || t('console.action.confirm'),
      cancelButtonText: t('console.action.cancel'),
      type: 'warning'
    })
    return true
  } catch {
    return false
  }
}
