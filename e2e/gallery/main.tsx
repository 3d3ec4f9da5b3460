import { createRoot } from 'react-dom/client'
import { Shell } from '../../src/shell/Shell.tsx'
import '../../src/ui/theme.css'
import { roomsFor } from './rooms.ts'

/** Shows one state of the interface: ?state=NAME&lang=en|zh-CN&theme=light|dark. Nothing is kept. */
const query = new URLSearchParams(location.search)
const root = document.getElementById('root')
if (root) createRoot(root).render(<Shell rooms={roomsFor(query)} />)
