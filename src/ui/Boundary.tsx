import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { type Text, TextContext } from './i18n/text.ts'

interface BoundaryProps {
  readonly children: ReactNode
  /** The person is told elsewhere what happened: nothing stands in the view's place. */
  readonly isQuiet?: boolean
}

/** Where a view fails (a lazy part of an older version is gone, say) a sentence stands in its place. */
export class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  static override contextType = TextContext
  declare context: Text
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    if (this.props.isQuiet) return null
    return (
      <div className="broken-view" role="alert">
        <p>{this.context.brokenView}</p>
        <Button kind="primary" onClick={() => location.reload()}>
          {this.context.reload}
        </Button>
      </div>
    )
  }
}
