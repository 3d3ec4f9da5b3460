/** A drawn sign beside or in place of a word; the word (or the button's name) says what it means. */
function Icon({ d }: { readonly d: string }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={d} />
    </svg>
  )
}

export const SmallWindowIcon = () => <Icon d="M20 11V5H4v14h7M13.5 13.5H21V20h-7.5z" />
export const PlusIcon = () => <Icon d="M12 5v14M5 12h14" />
export const MenuIcon = () => <Icon d="M4 7h16M4 12h16M4 17h10" />
export const CloseIcon = () => <Icon d="M6 6l12 12M18 6L6 18" />
export const PencilIcon = () => <Icon d="M4 20h4L19 9a2.1 2.1 0 0 0-3-3L5 17zM14.5 7.5l3 3" />
export const BinIcon = () => <Icon d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5" />
export const SearchIcon = () => <Icon d="M15.5 15.5L20 20M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z" />
export const SlidersIcon = () => (
  <Icon d="M4 8h9M17 8h3M4 16h3M11 16h9M13 8a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM7 16a2 2 0 1 0 4 0 2 2 0 0 0-4 0z" />
)
export const UpIcon = () => <Icon d="M12 19V5.5M6 11l6-6 6 6" />
export const DownIcon = () => <Icon d="M12 5v13.5M6 13l6 6 6-6" />
export const StopIcon = () => <Icon d="M7.5 7.5h9v9h-9z" />
export const CopyIcon = () => <Icon d="M9 9h10v11H9zM5.5 15H5V4h10v1.5" />
export const CheckIcon = () => <Icon d="M5 12.5l4.5 4.5L19 7.5" />
export const RetryIcon = () => <Icon d="M19 12a7 7 0 1 1-2.2-5.1M19.5 3.5V8H15" />
export const PreviousIcon = () => <Icon d="M14.5 6l-6 6 6 6" />
export const NextIcon = () => <Icon d="M9.5 6l6 6-6 6" />
export const LockIcon = () => <Icon d="M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
export const InstallIcon = () => <Icon d="M12 4v10.5M7.5 10.5l4.5 4.5 4.5-4.5M5 19.5h14" />
export const MoreIcon = () => (
  <Icon d="M5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0zM11.5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0zM18 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0z" />
)
export const QuoteIcon = () => (
  <Icon d="M5 16.5c2.5-.5 4-2.2 4-5.5V7H4.5v5H9M15 16.5c2.5-.5 4-2.2 4-5.5V7h-4.5v5H19" />
)
export const SlashIcon = () => (
  <Icon d="M7.5 4.5h9a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-9a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3zM14 8l-4 8" />
)
export const PersonaIcon = () => (
  <Icon d="M12 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 19.5c.5-3.3 3.2-5 7-5s6.5 1.7 7 5" />
)
export const DiceIcon = () => (
  <Icon d="M7.5 4.5h9a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-9a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3zM9 9h.01M15 15h.01M12 12h.01" />
)
export const PinIcon = () => <Icon d="M12 15.5V21M8 4h8M9 4v6l-2.5 3.5v2h11v-2L15 10V4" />
export const FolderIcon = () => <Icon d="M4 18.5v-12h5.5l2 2.5H20v9.5z" />
export const ArchiveIcon = () => <Icon d="M4.5 5h15v4h-15zM6 9v10.5h12V9M10 13h4" />
export const SparkIcon = () => <Icon d="M12 4l1.8 6.2L20 12l-6.2 1.8L12 20l-1.8-6.2L4 12l6.2-1.8z" />
export const DocumentIcon = () => <Icon d="M7 3.5h6.5L18 8v12.5H7zM13 4v4.5h4.5M10 12.5h5M10 16h5" />
export const ClipIcon = () => (
  <Icon d="M18.5 11.5l-6.8 6.8a4.2 4.2 0 0 1-6-6l7.6-7.6a2.8 2.8 0 0 1 4 4l-7.4 7.4a1.4 1.4 0 0 1-2-2l6.6-6.6" />
)
export const SwapIcon = () => <Icon d="M4 9h15M15 5l4 4-4 4M20 15H5M9 11l-4 4 4 4" />
export const TranslateIcon = () => (
  <Icon d="M4 6h9M8.5 3.5V6M11.5 6c-.6 4-3.4 7.4-7 9M6 9.5c1.2 2.6 3.4 4.6 6 5.5M12 20.5l4-10 4 10M13.4 17h5.2" />
)
export const SummaryIcon = () => (
  <Icon d="M5 5.5h14M5 10h14M5 14.5h8M5 19h5M16.5 13.5v6M14 17l2.5 2.5L19 17" />
)
export const LogIcon = () => <Icon d="M5 6h1M9 6h10M5 12h1M9 12h10M5 18h1M9 18h10" />
export const ConnectIcon = () => <Icon d="M9 4v4.5M15 4v4.5M6.5 8.5h11v3a5.5 5.5 0 0 1-11 0zM12 17v3.5" />
export const FoldIcon = () => <Icon d="M8 10l4 4 4-4" />

/** The hermit's shell: the mark of the house, as in public/icons. */
export function ShellMark() {
  return (
    <svg className="shell-mark" viewBox="88 76 340 360" aria-hidden="true" focusable="false">
      <path d="M411 387.8C364.3 419.6 307.6 430.8 256.9 422C206.3 413.1 162.1 384.6 134.7 346.7C107.3 308.9 96.6 262.3 102.7 220.2C108.8 178.2 131.3 141 161.9 117.4C192.5 93.8 230.7 83.9 265.6 87.9C300.5 91.9 331.8 109.6 352 134.3C372.2 159 381.4 190.4 378.9 219.3C376.5 248.3 362.6 274.5 342.6 291.8C322.7 309.1 297 317.4 273.1 316.1C249.1 314.8 227.1 303.9 212.3 287.9C197.5 271.8 190 250.8 190.6 231C191.1 211.2 199.5 192.7 212.4 180.1C225.3 167.5 242.5 160.8 258.9 160.8C275.3 160.7 290.7 167.2 301.4 177.6C312.2 187.9 318.1 201.9 318.6 215.5C319 229 314 242 305.7 251.1C297.4 260.2 286 265.4 274.8 266.1C263.6 266.8 252.8 263 245.1 256.4A4.5 4.5 0 0 0 240.1 263.9C249.4 271.8 262.3 276.5 275.7 275.9C289.1 275.3 302.9 269.3 313.2 258.8C323.5 248.2 330.1 233.1 330.4 216.9C330.7 200.7 324.6 183.6 312.6 170.5C300.7 157.3 283 148.2 263.6 146.7C244.1 145.1 223.1 151.2 206.4 164.5C189.7 177.9 177.4 198.5 174.1 221.7C170.7 245 176.4 270.7 191.2 291.8C206 312.9 229.8 329.2 257.5 335C285.2 340.8 316.6 335.9 343.1 319.7Z" />
    </svg>
  )
}
export const LayersIcon = () => (
  <Icon d="M12 4l8.5 4.5L12 13 3.5 8.5zM4 12.5l8 4.25 8-4.25M4 16.25l8 4.25 8-4.25" />
)
export const ThoughtIcon = () => (
  <Icon d="M9.5 17.5h5M10.5 20.5h3M12 3.5a6 6 0 0 0-3.5 10.9c.6.5 1 1.1 1 1.9h5c0-.8.4-1.4 1-1.9A6 6 0 0 0 12 3.5z" />
)
export const ClockIcon = () => <Icon d="M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 7.5V12l3 2" />
export const NoteIcon = () => <Icon d="M5 4.5h14V15l-4.5 4.5H5zM14.5 19.5V15H19M8.5 9h7M8.5 12.5h4" />
export const AppsIcon = () => (
  <Icon d="M5 5h5.5v5.5H5zM13.5 5H19v5.5h-5.5zM5 13.5h5.5V19H5zM16.25 13.5v5.5M13.5 16.25H19" />
)
