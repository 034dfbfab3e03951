/** The completion scripts. They contain no commands or flags, so an old script works with a new version of the program. */
import {COMPLETE_WORD, type Shell} from '../args/completion-options.ts';
import {PROGRAM} from '../process/about.ts';

const FUNCTION = '_bedrock_imports_tui';

// The program's name, and not the word on the line, which can be an alias or a path that only the shell can expand. Stdin is
// not the terminal, so that a credential_process cannot ask questions there.
const call = (shell: Shell, words: string): string =>
  `command ${PROGRAM} ${COMPLETE_WORD} ${shell} ${words} 2>/dev/null </dev/null`;

// The bash of macOS is 3.2: it has no mapfile, compopt or nosort.
const BASH = `# bash completion for ${PROGRAM}. In ~/.bashrc: source <(${PROGRAM} completion bash)
${FUNCTION}() {
  local reply line end=$'\\n'
  COMPREPLY=()
  reply=$(${call('bash', `"$COMP_WORDBREAKS" "\${COMP_LINE:0:COMP_POINT}"`)})
  case \${reply%%"$end"*} in
    words) ;;
    list) compopt -o nospace 2>/dev/null ;;
    files) compopt -o default 2>/dev/null; return ;;
    *) return ;;
  esac
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done <<<"\${reply#*"$end"}"
}
complete -o nosort -F ${FUNCTION} ${PROGRAM} 2>/dev/null || complete -F ${FUNCTION} ${PROGRAM}
`;

const ZSH = `#compdef ${PROGRAM}
# zsh completion for ${PROGRAM}. In ~/.zshrc, after compinit: source <(${PROGRAM} completion zsh)
${FUNCTION}() {
  local how line tab=$'\\t'
  local -a lines names texts extra
  lines=("\${(@f)$(${call('zsh', `"\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}"`)})}")
  how=$lines[1]
  shift lines
  case $how in
    words) ;;
    list) extra=(-qS ,) ;;
    files)
      [[ $PREFIX == --*=* ]] && compset -P 1 '*='
      _files
      return ;;
    *) return 1 ;;
  esac
  names=("\${(@)lines%%$tab*}")
  local -i width=0
  for line in $names; do (( \${#line} > width )) && width=\${#line}; done
  for line in $lines; do
    if [[ $line == *$tab* ]]; then
      texts+=("\${(r:width:)\${line%%$tab*}}  -- \${line#*$tab}")
    else
      texts+=("$line")
    fi
  done
  [[ $lines[1] == *$tab* ]] && extra+=(-l)
  # The order is the program's, and the values of flags are taken in any case.
  compadd -V ${PROGRAM} -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' $extra -d texts -a names
}
if [[ $funcstack[1] == _${PROGRAM} ]]; then
  ${FUNCTION} "$@"
else
  compdef ${FUNCTION} ${PROGRAM}
fi
`;

const FISH = `# fish completion for ${PROGRAM}. In config.fish: ${PROGRAM} completion fish | source
function _${FUNCTION}
    # fish 3 has no -x, and -o is on its way out since.
    set -l words (commandline -xpc 2>/dev/null; or commandline -opc)
    set -e words[1]
    set -l typed (commandline -ct)
    set -l lines (${call('fish', '$words "$typed"')})
    switch "$lines[1]"
        case words list
            set -e lines[1]
            printf '%s\\n' $lines
        case files
            set -l lead (string match -r -- '^--[^=]*=' "$typed")
            set -l path (string replace -r -- '^--[^=]*=' '' "$typed")
            for file in (__fish_complete_path "$path")
                printf '%s\\n' "$lead$file"
            end
    end
end
complete -c ${PROGRAM} -e
complete -c ${PROGRAM} -k -f -a '(_${FUNCTION})'
`;

export const SCRIPTS: Readonly<Record<Shell, string>> = {bash: BASH, zsh: ZSH, fish: FISH};
