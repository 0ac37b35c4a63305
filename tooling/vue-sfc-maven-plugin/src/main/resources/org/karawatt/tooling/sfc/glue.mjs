import { parse, compileScript, compileTemplate, compileStyle } from './compiler-sfc.mjs'
import knownComponents from './components.mjs'

const RELATIVE_VUE = /((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]+\.vue)(['"])/g

function describe(error) {
  const line = error.loc && error.loc.start ? ` (line ${error.loc.start.line})` : ''
  return String(error.message || error) + line
}

/** A tag that no import explains must be a known global component, or the component itself: Vue shows nothing for others. */
function unknownComponents(code) {
  const names = [...code.matchAll(/_resolveComponent\("([^"]+)"\)/g)].map(match => match[1])
  return names.filter(name => !knownComponents.has(name)).map(name => `Unknown component <${name}>`)
}

export function compileSfc(source, filename, id) {
  const { descriptor, errors: parseErrors } = parse(source, { filename, sourceMap: false })
  const errors = parseErrors.map(describe)
  let code = ''
  let css = ''
  if (errors.length > 0) return { code, css, errors }
  if (descriptor.script) return { code, css, errors: ['Use <script setup>'] }

  const scoped = descriptor.styles.some(style => style.scoped)
  const templateOptions = {
    id, scoped, isProd: true,
    compilerOptions: { scopeId: scoped ? 'data-v-' + id : undefined, comments: false }
  }
  try {
    if (descriptor.scriptSetup) {
      const options = { id, inlineTemplate: true, isProd: true, genDefaultAs: '__sfc__', templateOptions }
      code = compileScript(descriptor, options).content
    } else {
      const template = compileTemplate({ source: descriptor.template.content, filename, ...templateOptions })
      errors.push(...template.errors.map(describe))
      code = template.code.replace('export function render', 'function __render__')
        + '\nconst __sfc__ = { render: __render__ }'
    }
  } catch (error) {
    errors.push(describe(error))
  }
  if (scoped) code += `\n__sfc__.__scopeId = 'data-v-${id}'`
  code = (code + '\nexport default __sfc__\n').replace(RELATIVE_VUE, '$1.js$2')
  errors.push(...unknownComponents(code))

  for (const style of descriptor.styles) {
    const options = { source: style.content, filename, id: 'data-v-' + id, scoped: !!style.scoped, isProd: true }
    const compiled = compileStyle(options)
    errors.push(...compiled.errors.map(describe))
    css += compiled.code.trim() + '\n'
  }
  return { code, css, errors }
}

function flatten(node, prefix, into) {
  for (const [key, value] of Object.entries(node)) {
    if (value !== null && typeof value === 'object') flatten(value, `${prefix}${key}.`, into)
    else into.add(prefix + key)
  }
  return into
}

export function checkMessages(moduleJson, chinese, english, sources) {
  const module = JSON.parse(moduleJson)
  const zh = flatten(JSON.parse(chinese), '', new Set())
  const en = flatten(JSON.parse(english), '', new Set())
  const errors = []
  for (const key of zh) if (!en.has(key)) errors.push(`i18n/en.json lacks ${key}`)
  for (const key of en) if (!zh.has(key)) errors.push(`i18n/zh-CN.json lacks ${key}`)

  const used = new Set([module.title, ...(module.pages || []).map(page => page.title)].filter(Boolean))
  const own = new RegExp(`\\b(?:t|tm|te)\\(\\s*'${module.id}\\.([\\w.-]+)'\\s*[,)]`, 'g')
  for (const match of sources.matchAll(own)) used.add(match[1])
  for (const key of used) if (!zh.has(key)) errors.push(`No text for ${module.id}.${key}`)
  return errors
}
