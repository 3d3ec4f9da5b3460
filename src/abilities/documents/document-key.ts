/** Keys of documents' records in the database. */
export const documentPrefix = 'document/'
export const documentKey = (id: string) => `${documentPrefix}${id}`
