import type { Amounts } from './amounts.ts'

/** What is said in English of servers with tools. */
export function connectionsEn({ formats, count }: Amounts) {
  const { date } = formats
  return {
    connections: 'Connections',
    connectionsIntro:
      'Servers can give Hermit tools by the Model Context Protocol (MCP). What a tool is called with goes to its server, and you are asked each time. Nothing else of your chats goes there.',
    serverAddress: 'Address of the server',
    serverAddressHint: 'Streamable HTTP: https://…/mcp, or http://localhost:…/mcp on this device.',
    serverToken: 'Bearer token (optional)',
    serverTokenHint:
      'Sent with each request to this server and to no other. Signing in by OAuth is not supported yet.',
    tokenSealed: 'It is kept in this browser, sealed with your passphrase, and in no backup.',
    tokenNotSealed:
      'It is kept in this browser as it is, because you have set no passphrase, and in no backup. Whoever can use this browser can read it.',
    connect: 'Connect',
    connectedServers: 'Servers',
    noServers: 'No server is connected.',
    noServersHint: 'Everything that Hermit can do by itself works without one.',
    airGapped: 'The air gap is on: no server is asked until you switch it off in Settings.',
    serverRemoved: (name: string) => `${name} was removed.`,
    openServer: (name: string) => `Open ${name}`,

    // how a server stands
    connecting: 'Connecting…',
    connectingSlowly: 'Connecting… the server takes its time.',
    isConnected: 'Connected',
    isResting: 'Not connected now; it is asked when one of its tools is called.',
    neverAnswered: 'Has not answered yet.',
    isSwitchedOff: 'Switched off: its tools are not offered to Hermit.',
    offersInAll: (tools: number, prompts: number, resources: number) =>
      [
        count(tools, 'tool', 'tools'),
        ...(prompts > 0 ? [count(prompts, 'prompt', 'prompts')] : []),
        ...(resources > 0 ? [count(resources, 'resource', 'resources')] : []),
      ].join(', '),
    offerCut: 'It offers more than Hermit takes; the rest is left out.',

    // one server
    allServers: 'All servers',
    serverGone: 'This server was removed.',
    address: 'Address',
    state: 'State',
    calledItself: 'Calls itself',
    protocol: 'Protocol',
    addedOn: 'Added',
    day: (at: number) => date(at),
    checkConnection: 'Check the connection',
    offerTools: 'Offer its tools to Hermit',
    offerToolsHint: 'Switched off, none of them can be called in a chat.',
    setToken: 'Set a token',
    changeToken: 'Change the token',
    saveToken: 'Save',
    removeToken: 'Remove the token',
    removeServer: 'Remove server',
    foreignWords: 'Titles and descriptions are the server’s own words.',

    // tools
    tools: 'Tools',
    noTools: 'This server offers no tools.',
    onlyReads: 'Only reads, says the server.',
    mayChange: 'May change something there.',
    problems: {
      schema: 'Cannot be called: what it wants to be called with is too much, or cannot be read.',
      way: 'Cannot be called: it wants a way of calling that Hermit does not have (tasks).',
    },
    tryTool: 'Try',
    tryToolNamed: (title: string) => `Try ${title}`,
    tryHint: (host: string) => `What you fill in is sent to ${host} when you press “Call”.`,
    optional: (name: string) => `${name} (optional)`,
    asJson: 'As JSON',
    leaveOut: '(leave out)',
    call: 'Call',
    calling: 'Calling…',
    stopCall: 'Stop',
    result: 'Result',
    saysItFailed: 'The tool says that it failed:',
    noWords: 'The server has answered without words.',
    resultCut: 'The result was longer; Hermit took the first megabyte.',
    extra: (kind: 'image' | 'audio' | 'file' | 'link', name: string) =>
      `${{ image: 'Picture', audio: 'Sound', file: 'File', link: 'Resource' }[kind]}, not shown here: ${name}`,
    fieldWrong: {
      missing: 'This is needed.',
      number: 'This is no number.',
      json: 'This is no JSON.',
    },

    // prompts and resources
    prompts: 'Prompts',
    noPrompts: 'This server offers no prompts.',
    insertPrompt: 'Put into the message',
    promptInserted: 'It stands in the message box now. Nothing was sent.',
    resources: 'Resources',
    noResources: 'This server offers no resources.',
    attachResource: 'Attach to the chat',
    attachNamed: (name: string) => `Attach ${name} to the chat`,
    resourceAttached: (name: string) => `${name} is attached to the chat as a document.`,
    noTextInIt: 'There is no text in it that could be attached.',
    fetching: 'Fetching…',
    resourceFrom: (name: string, server: string, uri: string) =>
      `${name}. From the server “${server}”, ${uri}. Not written by you or by Hermit.`,
    size: (bytes: number) => formats.bytes(bytes),
  }
}
