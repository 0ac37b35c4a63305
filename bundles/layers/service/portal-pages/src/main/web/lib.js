import { nextTick, ref } from 'vue'
import { Problem, dateTime, t, useFaults } from '@karawatt/console'

/** What to say of a failure that is no fault of a field; too many tries say how long to wait. */
export function failure(error) {
  if (error instanceof Problem && error.status === 429) return t('portal.tooMany')
  return error.message
}

/** Something that a customer asks for: whether it is under way, and what was refused of it. */
export function useDoing() {
  const busy = ref(false)
  const message = ref('')
  const { faults, of, take, clear } = useFaults()

  /** Does it; false when it was refused. */
  async function doing(work) {
    busy.value = true
    message.value = ''
    clear()
    try {
      await work()
      return true
    } catch (error) {
      if (take(error)) nextTick(showFault)
      else message.value = failure(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, message, faults, of, doing }
}

/** A form may be longer than the screen, and what is wrong above of it. */
function showFault() {
  document.querySelector('.po-fault:not(:empty)')?.closest('.po-field').scrollIntoView({ block: 'center' })
}

const TONES = { OPEN: 'busy', YOUR_TURN: 'warn', RESTING: 'warn', SUPPLIED: 'good', REFUSED: 'bad', WITHDRAWN: 'neutral', ENDED: 'neutral' }

/** Colour of how an application stands. */
export function toneOf(result) {
  return TONES[result] || 'neutral'
}

/** The day of an instant where the customer is. */
export function dayOf(at) {
  return dateTime(at).slice(0, 10)
}

/** A proof as the server takes it: what was left out is missing, and is told so. */
export function proofOf(form) {
  const given = value => value === '' ? undefined : value
  // the server takes numbers only; what is none is sent as it is, so that it is refused by its field
  const amount = given(form.amount.trim())
  return { accountNo: given(form.accountNo), month: given(form.month), amount: Number.isFinite(Number(amount)) ? Number(amount) : amount, secret: given(form.secret) }
}

export function emptyProof() {
  return { accountNo: '', month: '', amount: '', secret: '' }
}
