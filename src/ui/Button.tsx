import type { ComponentProps, ReactNode, Ref } from 'react'
import './controls.css'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  /** 'primary' is the one thing to do; 'text' stands inside a sentence's line. */
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet' | 'text'
  /** 'submit' sends the form it stands in. */
  readonly type?: 'button' | 'submit'
}

/** A button with words. */
export function Button({ kind = 'plain', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className="button" data-kind={kind} {...rest} />
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'title'> {
  /** The accessible name, shown as a tip as well. */
  readonly label: string
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with a sign only; its name is its label. */
export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={className === undefined ? 'icon-button' : `icon-button ${className}`}
      aria-label={label}
      title={label}
      {...rest}
    />
  )
}
