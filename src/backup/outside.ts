import * as z from 'zod/mini'
import { type AppsRecord, appsSchema, parseApps } from '../apps/record.ts'
import { type McpServer, parseServers, serverSchema } from '../mcp/record.ts'
import type { RestoreWay } from './restore-plan.ts'

/** Apps and servers that a person has added, as a backup holds them: servers without their tokens. */
export interface OutsideRecords {
  readonly apps: AppsRecord
  readonly servers: readonly McpServer[]
}

/** A device on which there is neither. */
export const noOutside: OutsideRecords = { apps: { apps: [], offersTools: false }, servers: [] }

/** The records as they go into a backup. A token opens what is elsewhere: it leaves this device in no file, sealed or not. */
export function outsideOf(apps: unknown, servers: unknown): OutsideRecords {
  return { apps: parseApps(apps ?? {}), servers: parseServers(servers).map(withoutToken) }
}

/** What a backup has of servers, checked to the last field. */
export const outsideServersSchema = z.object({ servers: z.array(serverSchema) })
export { appsSchema as outsideAppsSchema }

/** A server without what it lets in with. */
export function withoutToken({ token: _, ...server }: McpServer): McpServer {
  return server
}

/**
 * Apps and servers after a restore. In a merge those come in that are not here, by their address; in a replacement they
 * are as they were, and a server that is here too keeps its token. Nobody from outside is let in by a file.
 */
export function restoredOutside(
  mine: OutsideRecords,
  theirs: OutsideRecords,
  way: RestoreWay,
): OutsideRecords {
  const offersTools = mine.apps.offersTools && (way === 'merge' || theirs.apps.offersTools)
  if (way === 'replace') {
    const servers = theirs.servers.map(server => {
      const token = mine.servers.find(({ url }) => url === server.url)?.token
      return token === undefined ? withoutToken(server) : { ...server, token }
    })
    return { apps: { apps: theirs.apps.apps, offersTools }, servers }
  }
  return {
    apps: { apps: [...mine.apps.apps, ...absent(mine.apps.apps, theirs.apps.apps)], offersTools },
    servers: [...mine.servers, ...absent(mine.servers, theirs.servers).map(withoutToken)],
  }
}

/** Those of the others of which neither the id nor the address is here. */
function absent<One extends { readonly id: string; readonly url: string }>(
  here: readonly One[],
  others: readonly One[],
): readonly One[] {
  return others.filter(other => !here.some(({ id, url }) => id === other.id || url === other.url))
}
