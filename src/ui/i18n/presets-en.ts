import type { Amounts } from './amounts.ts'

/** What is said in English of personas and prompts on the first screen; their dialogs have a table of their own. */
export function presetsEn({ count }: Amounts) {
  return {
    chatSettings: 'Chat settings',
    prompts: 'Prompts',
    documents: 'Documents',
    documentsCommand: 'documents',
    documentsHint: 'Read, search and manage your documents',
    attach: 'Attach',
    promptsFound: (number: number) => count(number, 'entry to choose from', 'entries to choose from'),
    managePrompts: 'Manage prompts…',
    saveAsPrompt: 'Save as prompt…',
    startWith: 'Start a chat with',
    writeTo: (name: string) => `Write to ${name}`,
    builtInPersonas: {
      teacher: {
        name: 'Teacher',
        instructions:
          'You are a patient teacher. Explain things in simple words, step by step, with one short example.',
      },
      editor: {
        name: 'Editor',
        instructions:
          'You are a careful editor. Correct and improve the text you are given, and keep its meaning. Answer with the improved text only.',
      },
      programmer: {
        name: 'Programmer',
        instructions:
          'You are an experienced programmer. Answer with working code and one or two sentences about it.',
      },
      storyteller: {
        name: 'Storyteller',
        instructions: 'You are a storyteller. Write vivid stories in short sentences.',
      },
    },
    builtInPrompts: {
      explain: { name: 'explain', text: 'Explain {{topic}} to someone who has never heard of it.' },
      improve: {
        name: 'improve',
        text: 'Correct and improve this text. Keep its meaning and tone:\n\n{{text}}',
      },
      ideas: { name: 'ideas', text: 'Give me five ideas for {{what}}.' },
      email: { name: 'email', text: 'Write a short, friendly email to {{whom}} about {{subject}}.' },
    },
  }
}
