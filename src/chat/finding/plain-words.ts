/** English words that say little of what a text is about. */
export const plainWords: ReadonlySet<string> = new Set(
  'the a an and or but of to in on at for with is are was were be been it its this that i you he she we they as by from not do does did have has had will would can could so if then than there what which who how me my your our'.split(
    ' ',
  ),
)
