import { createRoot } from 'react-dom/client'
import { createApp } from './app.ts'
import { stayHere } from './privacy/stay-here.ts'
import { watchMissingCode } from './pwa/missing-code.ts'
import { Shell } from './shell/Shell.tsx'
import { chooseLanguage, loadText } from './ui/i18n/text.ts'
import { fetchSoon } from './ui/soon.tsx'
import './ui/theme.css'
import './shell/first-shell.css'

stayHere()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

/** Not at the top level: what is fetched meanwhile would have to wait for the end of it. */
async function start(place: HTMLElement): Promise<void> {
  const { rooms, opened } = createApp(new URL(location.href))
  watchMissingCode(rooms.pwa)
  // Fetched while the records are read: most people speak what their browser does.
  loadText(chooseLanguage('system', navigator.languages)).catch(() => {})
  // The records are there in some 20 ms and spare a flash of the wrong theme; a database that hangs must not
  // keep the page white.
  await Promise.race([opened, new Promise(resolve => setTimeout(resolve, 300))])
  await loadText(chooseLanguage(rooms.settings.store.getState().language, navigator.languages))
  createRoot(place).render(<Shell rooms={rooms} />)
  // Not needed for the first paint: the air gap holds by what the workers have read.
  opened.then(async () => (await import('./privacy/in-page.ts')).startPrivacy(rooms.settings)).catch(() => {})
  setTimeout(() => fetchSoon().catch(() => {}), 0)
  // Answers look the same from their first letter when what draws them is here before they are.
  const fetchMarkdown = async () => (await import('./ui/markdown/RichText.tsx')).loadMarkdown()
  setTimeout(() => fetchMarkdown().catch(() => {}), 1000)
}

start(root).catch(() => {
  // The texts are not here: these two lines have to be.
  root.textContent = 'Hermit could not be loaded. Please reload the page. · Hermit 未能加载，请刷新页面。'
  root.setAttribute('role', 'alert')
})
