import type { Text } from './text.ts'

/** What is said in English in the dialogs of a chat's settings and of presets, and of JSON answers. */
export function presetsDialogsEn({ formats, tokens }: Pick<Text, 'formats' | 'tokens'>) {
  const { integer } = formats
  return {
    appliesFromNext: 'What you change here holds for this chat, from its next answer on.',
    readOnly: 'Another tab writes at the moment: here this can only be read.',
    hermitsChoice: 'Hermit’s choice',
    reset: (name: string) => `Hermit’s choice for: ${name}`,

    // persona and instructions
    persona: 'Persona',
    personaHint: 'Its instructions and sampling are copied into this chat; you can change them below.',
    noPersona: 'Hermit',
    lostPersona: 'A persona that is no more',
    personasAndPrompts: 'Personas and prompts',
    otherModel: (persona: string, model: string) =>
      `${persona} is meant for ${model}, which is not in use now.`,
    lostModel: (persona: string) => `${persona} is meant for a model that is not on this device.`,
    switchTo: (model: string) => `Switch to ${model}`,
    instructions: 'Instructions',
    instructionsHint:
      'What the model reads before every answer. Keep it short: a small model follows one or two sentences best.',
    instructionsNone: 'Empty: the model is told nothing beforehand.',
    instructionsTokens: (count: number) => `${tokens(count)} of each prompt.`,
    hermitsOwn: 'Hermit’s own',

    // sampling
    sampling: 'How answers are written',
    temperature: 'Temperature',
    temperatureHint:
      '0 always takes the likeliest word: best for facts. Higher is livelier and more often wrong; above 1 it falls apart.',
    topP: 'Top-p',
    topPHint:
      'How many of the likely words may be picked from: at 0.9 the unlikeliest tenth is left out, at 1 nothing is.',
    repeatPenalty: 'Repetition penalty',
    repeatPenaltyHint:
      'Holds the model back from saying the same again. 1 is off; above 1.3 it avoids words that it needs.',
    maxTokens: 'Longest answer',
    maxTokensHint:
      'In tokens, of which a word takes one or two. A longer answer is cut, and can be continued.',
    seed: 'Seed',
    seedHint:
      'Same seed, same answer: with equal messages and settings the dice fall alike, and a retry takes the next number. Without one every answer is new.',
    seedIdle: 'At temperature 0 no dice are thrown, so a seed changes nothing.',
    rollDice: 'Roll the dice',

    // JSON
    json: 'Answer as JSON',
    jsonHint:
      'The model can write nothing but data of a form that you give. For answers that a program reads.',
    jsonSchema: 'JSON schema',
    jsonExamples: 'Begin with:',
    jsonGood: 'This form is used from the next answer on.',
    jsonLate: (parts: string) =>
      `Used from the next answer on. Checked only when an answer is finished: ${parts}.`,
    jsonNotUsed: (problem: string) => `${problem} Until that is put right, answers go on as they were.`,
    jsonNotJson: (line: number, column: number) =>
      `This is not JSON: it breaks off at line ${integer(line)}, column ${integer(column)}.`,
    jsonNotObject: 'A schema is an object: it begins with { and ends with }.',
    jsonTooLong: (limit: number) => `This is longer than ${integer(limit)} characters.`,
    jsonUnsupported: (parts: string) => `The engines cannot write under this: ${parts}.`,
    jsonPart: (keyword: string, path: string) => `“${keyword}” at ${path}`,
    jsonTree: 'Answer as data',
    jsonView: 'View',
    jsonAsTree: 'Tree',
    jsonAsText: 'Text',
    jsonValid: 'Valid against the schema',
    jsonInvalid: (count: number) =>
      count === 1
        ? 'Not valid against the schema, in 1 place:'
        : `Not valid against the schema, in ${integer(count)} places:`,
    jsonUnfinished: 'Unfinished: the answer was cut before the data was complete.',
    jsonBroken: 'This answer is not JSON.',
    jsonNoSchema: 'It could not be checked: its schema cannot be read.',
    jsonTooSlow: 'It could not be checked: the schema’s patterns take too long.',
    jsonWhole: 'the whole',
    jsonFields: (count: number) => (count === 1 ? '1 field' : `${integer(count)} fields`),
    jsonItems: (count: number) => (count === 1 ? '1 item' : `${integer(count)} items`),
    jsonMore: (count: number) => `Show ${integer(count)} more`,
    jsonShowAll: (count: number) => `Show all ${integer(count)} characters`,
    jsonTypes: { string: 'text', number: 'number', boolean: 'yes or no', null: 'nothing' },

    // personas and prompts
    personas: 'Personas',
    prompts: 'Prompts',
    personasEmpty:
      'No personas yet. A persona is a name with instructions, for chats that you begin again and again.',
    promptsEmpty:
      'No prompts yet. A prompt is a text that you write often: type / and its name in the message box.',
    promptsNote: 'Type / at the beginning of a message to use one.',
    newPersona: 'New persona',
    newPrompt: 'New prompt',
    editPersona: 'Edit persona',
    editPrompt: 'Edit prompt',
    edit: 'Edit',
    duplicate: 'Duplicate',
    remove: 'Delete',
    ofItem: (deed: string, name: string) => `${deed} ${name}`,
    copyOf: (name: string) => `${name} copy`,
    copyOfPrompt: (name: string) => `${name}-copy`,
    removed: (name: string) => `“${name}” is deleted.`,
    bringBack: (count: number) =>
      count === 1 ? 'Bring back 1 of Hermit’s' : `Bring back ${integer(count)} of Hermit’s`,
    name: 'Name',
    promptName: 'Name, typed after /',
    promptNameHint: 'Without spaces.',
    text: 'Text',
    textHint: 'Write {{topic}} where something is to be filled in: Tab goes from one such place to the next.',
    nameMissing: 'It needs a name.',
    nameTaken: 'Another prompt has this name.',
    textMissing: 'It needs a text.',
    model: 'Model',
    anyModel: 'Whichever is in use',
    lostModelOption: 'A model that is not here',
    save: 'Save',
  }
}
