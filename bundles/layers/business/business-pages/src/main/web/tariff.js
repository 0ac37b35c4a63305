// What pages show of a tariff's definition, and how. Prices are only moved and added exactly, never calculated in floating point.
import { computed, shallowRef } from 'vue'
import { http, isNegative, locale, money, sum, t } from '@karawatt/console'
import { API, nameOf, useCodes } from './lib.js'

export const NAMED_PERIODS = ['CRITICAL', 'SHARP', 'PEAK', 'FLAT', 'VALLEY', 'DEEP_VALLEY']
export const PERIODS = [...NAMED_PERIODS, ...Array.from({ length: 12 }, (_, index) => `P${index + 1}`)]
const NUMBERED = ['#0a62bd', '#12897c', '#c2700a', '#7a4fb5', '#c0362c', '#5b6b7c', '#2f8fd8', '#4c9f38', '#b5477d', '#8a6d1b', '#2b6f77', '#8896a5']
export const COLOURS = {
  ALL: '#0a62bd', CRITICAL: '#6d1029', SHARP: '#a3231b', PEAK: '#c2700a', FLAT: '#0a62bd', VALLEY: '#12897c', DEEP_VALLEY: '#5a3d94',
  ...Object.fromEntries(NUMBERED.map((colour, index) => [`P${index + 1}`, colour]))
}

/** The text of a name in two languages, in the language of the page. */
export const local = name => !name ? '' : typeof name === 'string' ? name : name[locale.value === 'en' ? 'en' : 'zh'] || name.zh || name.en || ''

/** Prices are one number, or one per period. */
export const byPeriod = prices => prices === null || prices === undefined ? {} : typeof prices === 'object' ? prices : { ALL: prices }

/** The name of a period, as the tariff calls it where it does. */
export function periodName(period, names) {
  if (period === 'ALL') return t('business.tariff.price')
  if (names?.[period]) return local(names[period])
  const numbered = /^P(\d+)$/.exec(period)
  return numbered ? t('business.tou.numbered', { n: numbered[1] }) : t('business.tou.' + period)
}

/** The periods that these prices are for, in the order of a bill. */
export function periodsOf(prices) {
  const found = new Set(prices.flatMap(each => Object.keys(each || {})))
  if (found.size > 1) found.delete('ALL')
  return found.has('ALL') ? ['ALL'] : PERIODS.filter(period => found.has(period))
}

/** Months as people write them, in their order of the year's wheel: 3–5, 9–11. */
export function monthsText(months) {
  const all = [...new Set(months)].sort((a, b) => a - b)
  const runs = []
  for (const each of all) {
    const last = runs.at(-1)
    if (last && last.at(-1) === each - 1) last.push(each)
    else runs.push([each])
  }
  // December and January are neighbours
  if (runs.length > 1 && runs[0][0] === 1 && runs.at(-1).at(-1) === 12) runs[0] = [...runs.pop(), ...runs[0]]
  return t('business.tariff.months', { months: runs.map(run => run.length > 1 ? `${run[0]}–${run.at(-1)}` : run[0]).join(t('business.comma')) })
}

/** A number as plain digits: JSON may carry 1e-7. */
function plain(number) {
  const text = String(number)
  return /e/i.test(text) ? Number(text).toFixed(12).replace(/\.?0+$/, '') : text
}

function integerOf(text) {
  const [whole, fraction = ''] = text.split('.')
  return { size: BigInt(whole + fraction), scale: fraction.length }
}

function textOf(size, scale) {
  const digits = (size < 0n ? -size : size).toString().padStart(scale + 1, '0')
  return (size < 0n ? '-' : '') + digits.slice(0, digits.length - scale) + (scale ? '.' + digits.slice(digits.length - scale) : '')
}

function times(left, right) {
  const a = integerOf(plain(left))
  const b = integerOf(plain(right))
  return textOf(a.size * b.size, a.scale + b.scale)
}

/** Rounded half up, as prices that follow from their parts are. */
function rounded(text, digits) {
  const { size, scale } = integerOf(text)
  if (digits === undefined || scale <= digits) return text
  const unit = 10n ** BigInt(scale - digits)
  const half = size < 0n ? -unit / 2n : unit / 2n
  return textOf((size + half) / unit, digits)
}

/** The price that follows from the parts of a printed price, by period; empty without parts. */
export function composed(energy) {
  const parts = energy?.parts || []
  if (!parts.length) return {}
  const coefficients = energy.composition?.coefficients || { ALL: 1 }
  const priceOf = (part, period) => byPeriod(part.price)[period] ?? byPeriod(part.price).ALL
  return Object.fromEntries(Object.entries(coefficients).filter(([period]) => parts.every(part => priceOf(part, period) !== undefined))
    .map(([period, coefficient]) => [period, rounded(sum(parts.map(part => {
      const mine = plain(priceOf(part, period))
      return part.floating ? times(mine, coefficient) : mine
    })), energy.composition?.digits)]))
}

/** What a kWh costs without tiers: as printed, or as it follows from the parts. */
export const energyPrice = energy => energy?.price === undefined || energy.price === null ? composed(energy) : byPeriod(energy.price)

export function definitionOf(tariff) {
  const text = tariff?.definition
  if (!text) return {}
  try {
    return typeof text === 'string' ? JSON.parse(text) : text
  } catch {
    return {}
  }
}

/** Every period that a tariff prices. */
export function pricedPeriods(definition) {
  const energy = definition.energy || {}
  const tiers = energy.tiers?.pricing === 'SURCHARGE' ? [] : energy.tiers?.steps || []
  const rates = (definition.charges || []).flatMap(charge => charge.settings?.rates || []).map(rate => rate.period).filter(Boolean)
  const found = periodsOf([energyPrice(energy), ...tiers.map(byPeriod), ...(energy.seasonPrices || []).map(each => byPeriod(each.price)),
    Object.fromEntries(rates.map(period => [period, 1]))])
  return found.filter(period => period !== 'ALL')
}

const quarter = text => {
  const [hour, minute] = text.split(':').map(Number)
  return hour * 4 + Math.floor(minute / 15)
}

/** The day of a rule as 96 quarters of an hour with their periods. */
function quartersOf(hours) {
  const day = Array.from({ length: 96 }, () => '')
  for (const each of hours) {
    const from = quarter(each.from)
    const to = quarter(each.to)
    for (let at = from; at !== (to === 0 ? 96 : to); at++) {
      // what goes over midnight goes on in the morning
      if (at === 96) {
        at = -1
        continue
      }
      day[at] = each.period
    }
  }
  return day
}

const clock = at => `${String(Math.floor(at / 4)).padStart(2, '0')}:${String(at % 4 * 15).padStart(2, '0')}`

function strip(quarters) {
  const parts = []
  quarters.forEach((period, at) => {
    const last = parts.at(-1)
    if (last && last.period === period) last.to = at + 1
    else parts.push({ period, from: at, to: at + 1 })
  })
  return parts.map(part => ({ ...part, width: part.to - part.from, text: `${clock(part.from)}–${clock(part.to)}` }))
}

const KINDS = ['WORKDAY', 'WEEKEND', 'HOLIDAY']

/** The calendar of a tariff: for each kind of day that is its own, the twelve months as strips of a day. */
export function calendarOf(calendar) {
  if (!calendar?.rules?.length) return []
  const pictures = KINDS.map(kind => Array.from({ length: 12 }, (_, index) => {
    const rules = calendar.rules.filter(rule => (!rule.months?.length || rule.months.includes(index + 1)) && (!rule.days?.length || rule.days.includes(kind)))
    return quartersOf(rules.flatMap(rule => rule.hours || []))
  }))
  const groups = []
  KINDS.forEach((kind, index) => {
    const key = JSON.stringify(pictures[index])
    const same = groups.find(group => group.key === key)
    if (same) same.kinds.push(kind)
    else groups.push({ key, kinds: [kind], months: pictures[index] })
  })
  return groups.map(group => {
    const seasons = []
    group.months.forEach((quarters, index) => {
      const key = quarters.join()
      const same = seasons.find(season => season.key === key)
      if (same) same.months.push(index + 1)
      else seasons.push({ key, months: [index + 1], strip: strip(quarters) })
    })
    return { kinds: group.kinds, strips: group.months.map(strip), seasons }
  })
}

/** A value of a definition in words, where it is one of a few codes. */
export function wordOf(path, value) {
  const field = path.replace(/\[\d+\]$/, '').split('.').at(-1).replace(/\[.*/, '')
  if (value === 'true' || value === 'false') return t('business.code.' + value)
  const key = `business.code.${field}.${value}`
  const text = t(key)
  return text === key ? value : text
}

/** Values of definitions as people read them; codes that have names of their own are told by them. */
export function useValueText() {
  const classes = useCodes('usage-class')
  const voltages = useCodes('voltage')
  return (path, value) => path === 'usageClass' ? classes.label(value)
    : path === 'voltages' ? value.split(', ').map(voltages.label).join(t('business.comma')) : wordOf(path, value)
}

/** A difference of amounts with its sign; what is saved is no loss and has no colour of one. */
export const signed = value => value === null || value === undefined ? '–' : `${isNegative(value) || /^0*\.?0*$/.test(String(value)) ? '' : '+'}${money(value)}`

/** All tariff versions, for those who choose some. */
export function useTariffList() {
  const tariffs = shallowRef([])
  const error = shallowRef(null)
  async function reload() {
    try {
      tariffs.value = await http(`${API}/tariffs`)
      error.value = null
    } catch (failure) {
      error.value = failure
    }
  }
  reload()
  const byId = computed(() => new Map(tariffs.value.map(each => [each.id, each])))
  return { tariffs, error, reload, byId, name: id => byId.value.has(id) ? nameOf(byId.value.get(id)) : id ? `#${id}` : '–' }
}
