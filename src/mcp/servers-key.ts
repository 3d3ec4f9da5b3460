/** Key of the record in the database. It holds tokens, which go into no backup, and is sealed where a passphrase is set. */
export const mcpServersKey = 'mcp-servers'
