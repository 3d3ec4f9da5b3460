import type { ToolFormat } from '../engine.ts'

const turns = (results: string) => `{% for m in messages %}
{%- if m.role == 'tool' %}${results}
{%- elif m.tool_calls is defined %}<|im_start|>assistant
{%- for c in m.tool_calls %}
<tool_call>
{"name": "{{ c.function.name }}", "arguments": {{ c.function.arguments | tojson }}}
</tool_call>{% endfor %}<|im_end|>
{% else %}<|im_start|>{{ m.role }}
{{ m.content }}<|im_end|>
{% endif %}{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% if enable_thinking is defined and enable_thinking is false %}<think>

</think>

{% endif %}{% endif %}`

/** Short templates of ours that write tools as those of each family do, for tests. */
export const toolTemplates: Readonly<Record<ToolFormat, string>> = {
  qwen: `{% if tools %}<|im_start|>system
<tools>{% for t in tools %}
{{ t | tojson }}{% endfor %}
</tools><|im_end|>
{% endif %}${turns('<|im_start|>user\n<tool_response>\n{{ m.content }}\n</tool_response><|im_end|>\n')}`,
  // Its arguments' descriptions are cut, so that there has to be one.
  hermes: `<|im_start|>system
<tools>{% for t in tools %}
{"name": "{{ t.function.name }}", "description": "{{ t.function.description }}
{%- for name, p in t.function.parameters.properties | items %} {{ name }}: {{ p.description | trim }}{% endfor %}"}
{%- endfor %}</tools><|im_end|>
${turns('<|im_start|>tool\n<tool_response>\n{{ m.content }}\n</tool_response><|im_end|>\n')}`,
  llama3: `{{ bos_token }}{% if tools %}Environment: ipython
{% for t in tools %}{{ t | tojson(indent=4) }}
{% endfor %}{% endif %}{% for m in messages %}
{%- if m.role == 'tool' %}<|start_header_id|>ipython<|end_header_id|>

{{ m.content | tojson }}<|eot_id|>
{%- elif m.tool_calls is defined %}
{%- if m.tool_calls | length != 1 %}{{ raise_exception('one call at a time') }}{% endif %}
{%- set c = m.tool_calls[0].function %}<|start_header_id|>assistant<|end_header_id|>

{"name": "{{ c.name }}", "parameters": {{ c.arguments | tojson }}}<|eot_id|>
{%- else %}<|start_header_id|>{{ m.role }}<|end_header_id|>

{{ m.content | trim }}<|eot_id|>{% endif %}{% endfor %}
{%- if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>

{% endif %}`,
  // The system message is dropped once there are results, and ids have nine letters.
  mistral: `{{ bos_token }}{% for m in messages %}
{%- if m.role == 'user' %}{% if tools %}[AVAILABLE_TOOLS][
{%- for t in tools %}{"name": "{{ t.function.name }}", "description": "{{ t.function.description }}", "parameters": {{ t.function.parameters | tojson }}}
{%- if not loop.last %}, {% endif %}{% endfor %}][/AVAILABLE_TOOLS]{% endif %}[INST]
{%- if loop.last and messages[0].role == 'system' %}{{ messages[0].content }}

{% endif %}{{ m.content }}[/INST]
{%- elif m.tool_calls is defined %}[TOOL_CALLS][
{%- for c in m.tool_calls %}{% set out = c.function | tojson %}{{ out[:-1] }}
{%- if c.id | length != 9 %}{{ raise_exception('nine letters') }}{% endif %}, "id": "{{ c.id }}"}
{%- if not loop.last %}, {% endif %}{% endfor %}]{{ eos_token }}
{%- elif m.role == 'tool' %}[TOOL_RESULTS]{"content": {{ m.content | string }}, "call_id": "{{ m.tool_call_id }}"}[/TOOL_RESULTS]
{%- elif m.role == 'assistant' %}{{ m.content }}{{ eos_token }}{% endif %}{% endfor %}`,
}

/** Templates that write no tools, or in a form that is none of the four. */
export const otherTemplates: Readonly<Record<string, string>> = {
  'knows no tools': `{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}`,
  'writes calls as XML (Qwen3-Coder, Qwen3.5)': `{% for t in tools %}{{ t | tojson }}{% endfor %}{% for m in messages %}
{%- if m.tool_calls %}<tool_call>
<function={{ m.tool_calls[0].function.name }}>
{% for name, value in m.tool_calls[0].function.arguments | items %}<parameter={{ name }}>
{{ value }}
</parameter>
{% endfor %}</function>
</tool_call>{% elif m.role == 'tool' %}<|im_start|>user
<tool_response>
{{ m.content }}
</tool_response>{% else %}{{ m.content }}{% endif %}{% endfor %}`,
  'writes names before arguments (Mistral Small 3.2)': `[AVAILABLE_TOOLS]{{ tools | tojson }}[/AVAILABLE_TOOLS]{% for m in messages %}
{%- if m.tool_calls is defined %}[TOOL_CALLS]{{ m.tool_calls[0].function.name }}[ARGS]{{ m.tool_calls[0].function.arguments | tojson }}
{%- elif m.role == 'tool' %}[TOOL_RESULTS]{{ m.content }}[/TOOL_RESULTS]{% else %}{{ m.content }}{% endif %}{% endfor %}`,
  'leaves the tools out': `{% for m in messages %}{% if m.tool_calls is defined %}<tool_call>
{"name": "{{ m.tool_calls[0].function.name }}", "arguments": {{ m.tool_calls[0].function.arguments | tojson }}}
</tool_call>{% elif m.role == 'tool' %}<|im_start|>user
<tool_response>
{{ m.content }}{% else %}{{ m.content }}{% endif %}{% endfor %}`,
  'leaves results out': `{{ tools | tojson }}{% for m in messages %}{% if m.tool_calls is defined %}<tool_call>
{"name": "{{ m.tool_calls[0].function.name }}", "arguments": {{ m.tool_calls[0].function.arguments | tojson }}}
</tool_call>{% elif m.role != 'tool' %}{{ m.content }}{% endif %}{% endfor %}`,
  'speaks of tools and refuses them': `{{ raise_exception('no tools here') }}`,
  'cannot be read': `{% for tool in %}`,
}
