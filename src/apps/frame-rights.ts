/**
 * What an app may do: run its scripts, be of its own origin (it has its storage and can be told from others), and use
 * forms. Not: lead this page elsewhere, open windows, download, show alerts. Of Hermit's own origin it could reach
 * everything all the same, which the view says.
 */
export const sandbox = 'allow-scripts allow-same-origin allow-forms'

/** No camera, no microphone, no place, whatever the browser would let a page of this origin have. */
export const denied =
  "camera 'none'; microphone 'none'; geolocation 'none'; display-capture 'none'; usb 'none'"
