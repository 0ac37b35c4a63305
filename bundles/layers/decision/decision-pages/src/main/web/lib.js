// What several pages of the decision layer need.
import { shallowRef } from 'vue'
import { http, locale, nameOf as named, useCodes, useOffices as useOfficeList } from '@karawatt/console'

export const API = '/api/v1/decision'
const BUSINESS = '/api/v1/business'

/** The name of something that has a Chinese and an English one, or else its key. */
export function nameOf(thing) {
  return named(thing) || thing?.key || ''
}

export function useOffices() {
  return useOfficeList().offices
}

export function useClasses() {
  return useCodes('usage-class').codes
}

export function useTariffs() {
  const tariffs = shallowRef([])
  http(`${BUSINESS}/tariffs`).then(found => { tariffs.value = found }, () => {})
  return tariffs
}

/** Numbers for charts only; what is written as text keeps its digits. */
export function number(value) {
  return value === null || value === undefined ? null : Number(value)
}

/** How much larger a number is than one before, as a share; null when there is nothing to compare with. */
export function change(now, before) {
  return before === null || before === undefined || Number(before) === 0 ? null : (Number(now) - Number(before)) / Math.abs(Number(before))
}

/** Axis labels of large numbers. */
export function short(value) {
  const size = Math.abs(value)
  const units = locale.value === 'en' ? [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']] : [[1e8, '亿'], [1e4, '万']]
  const unit = units.find(([at]) => size >= at)
  return unit ? `${Number((value / unit[0]).toPrecision(3))}${unit[1]}` : String(Number(value.toPrecision(6)))
}

export const VALUE_AXIS = { type: 'value', axisLabel: { color: '#5b6b7c', formatter: short } }
export const GREEN = '#12897c'
export const RED = '#c0362c'
export const BLUE = '#0a62bd'
export const GREY = '#b9c4d0'
