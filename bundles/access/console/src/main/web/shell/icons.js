import * as icons from '@element-plus/icons-vue'

/** The icon of a name from module.json; an unknown name gets a neutral one. */
export function icon(name) {
  return icons[name] || icons.Document
}
