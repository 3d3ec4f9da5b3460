import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Plugin } from 'vite'
import { en } from '../ui/i18n/en.ts'
import { zhCn } from '../ui/i18n/zh-cn.ts'
import { FirstShell } from './FirstShell.tsx'

const place = '<div id="root"></div>'

/** Puts what is painted first into index.html. Throws where that has no empty #root. */
export function firstShellPlugin(): Plugin {
  return {
    name: 'hermit-first-shell',
    transformIndexHtml(html) {
      if (!html.includes(place)) throw new Error('index.html has no empty #root')
      const shell = createElement(FirstShell, { texts: { en, 'zh-CN': zhCn } })
      return html.replace(place, () => `<div id="root">${renderToStaticMarkup(shell)}</div>`)
    },
  }
}
