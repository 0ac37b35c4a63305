import { locale, t } from './i18n.js'

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/
const NOTHING = '–'

/** Amounts arrive as numbers, as decimal strings or as {amount, currency} or {value, unit}. */
function text(value) {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'object') return text(value.amount ?? value.value)
  return String(value)
}

function group(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A decimal with thousands separators and at least `places` decimals. Digits are only moved, never calculated. */
export function decimal(value, places = 0) {
  const plain = text(value)
  if (plain === null) return NOTHING
  const parts = DECIMAL.exec(plain)
  if (!parts) return plain
  const fraction = (parts[3] || '').replace(/0+$/, '').padEnd(places, '0')
  return (parts[1] === '-' ? '−' : '') + group(parts[2]) + (fraction ? '.' + fraction : '')
}

export function money(value) {
  return decimal(value, 2)
}

/** Registers count in hundredths; the same places everywhere, so that a column stands point below point. */
export function energy(value) {
  return decimal(value, 2)
}

/** A price per unit keeps all its decimals, at least four. */
export function price(value) {
  return decimal(value, 4)
}

export function isNegative(value) {
  return (text(value) || '').startsWith('-')
}

export function count(value) {
  return decimal(value, 0)
}

/** A share between 0 and 1 as per cent. */
export function percent(value, places = 1) {
  if (value === null || value === undefined) return NOTHING
  return new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: places }).format(value)
}

/** Adds decimals exactly, as integers of a common scale. Returns a decimal string. */
export function sum(values) {
  const plain = values.map(text).filter(value => value !== null).map(value => DECIMAL.exec(value)).filter(Boolean)
  const scale = Math.max(0, ...plain.map(parts => (parts[3] || '').length))
  let total = 0n
  for (const parts of plain) {
    const size = BigInt(parts[2] + (parts[3] || '').padEnd(scale, '0'))
    total += parts[1] === '-' ? -size : size
  }
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return (total < 0n ? '-' : '') + whole + (scale ? '.' + digits.slice(digits.length - scale) : '')
}

export function date(value) {
  return value ? String(value).slice(0, 10) : NOTHING
}

/** The last day of a half-open period, which ends on the day before `end`. */
export function lastDay(end) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(end || '')
  if (!parts) return NOTHING
  return new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) - 1)).toISOString().slice(0, 10)
}

/** A half-open period as people say it: first day to last day. Without an end it is open. */
export function period(from, end, open = '') {
  return `${date(from)} – ${end ? lastDay(end) : open}`
}

function two(number) {
  return String(number).padStart(2, '0')
}

/** An instant, in the browser's zone. */
export function dateTime(value) {
  if (!value) return NOTHING
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return String(value)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** A billing month such as 2026-01 in words. */
export function month(value) {
  const parts = /^(\d{4})-(\d{2})/.exec(value || '')
  if (!parts) return NOTHING
  const first = new Date(Number(parts[1]), Number(parts[2]) - 1, 1)
  return new Intl.DateTimeFormat(locale.value, { year: 'numeric', month: locale.value === 'en' ? 'short' : 'long' }).format(first)
}

/** The day in words, for headings. */
export function today() {
  return new Intl.DateTimeFormat(locale.value, { dateStyle: 'full' }).format(new Date())
}

export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return NOTHING
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return t('console.unit.seconds', { n: seconds })
  return t('console.unit.minutes', { m: Math.floor(seconds / 60), s: seconds % 60 })
}
