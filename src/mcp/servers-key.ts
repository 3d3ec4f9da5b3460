/** Key of the record in the database. It holds tokens: it is in no backup, and sealed where a passphrase is set. */
export const mcpServersKey = 'mcp-servers'
