; The installer for Windows: for one user, without administrator's rights, without a question that the guide of the page asks
; again. `/S` is silent. `/IMPORT=FILE` takes the config.yml of HiPay's program over without a question.
; `/DOWNGRADE` replaces a newer version, if this one can read what is stored.
; Each step that is more than a copy is a command of the program itself, or windows/setup-steps.mjs.
Unicode true
ManifestDPIAware true
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
Name "HiPay ECR Connector"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
BrandingText "HiPay ECR Connector ${VERSION}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\HiPay ECR Connector"
InstallDirRegKey HKCU "Software\HiPay ECR Connector" "Folder"
AutoCloseWindow true
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${FILE_VERSION}"
VIAddVersionKey "ProductName" "HiPay ECR Connector"
VIAddVersionKey "FileDescription" "HiPay ECR Connector Setup"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT license"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "${TEXTS}"

!define STARTER "HiPay ECR Connector.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\HiPay ECR Connector"

; 1 if a connector ran before: then it runs again at the end, also after a silent installation.
Var WasRunning
; The word of the steps for /DOWNGRADE, else empty.
Var Lower

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; The task would start the connector again in the middle of an installation. ENABLE or DISABLE; without a task nothing happens.
!macro Task CHANGE
  nsExec::Exec 'schtasks.exe /Change /TN "HiPay ECR Connector" /${CHANGE}'
  Pop $1
!macroend

; Runs a command of the program. Its output goes to a file, since Node cannot write to every kind of pipe here.
; $0 is the exit code.
!macro Program FOLDER WORDS OUTPUT
  nsExec::Exec 'cmd.exe /d /c ""${FOLDER}\node.exe" ${WORDS} > "$PLUGINSDIR\${OUTPUT}" 2> "$PLUGINSDIR\errors.txt""'
  Pop $0
!macroend

Function .onInit
  InitPluginsDir
FunctionEnd

Section "Program"
  Call MayReplace
  ; A connector that runs ends after its payment. If it does not, nothing has changed.
  ${If} ${FileExists} "$INSTDIR\node.exe"
    DetailPrint "$(Stopping)"
    !insertmacro Task DISABLE
    !insertmacro Program "$INSTDIR" '"$INSTDIR\launcher.mjs" stop' "said.txt"
    ${If} $0 != 0
      !insertmacro Task ENABLE
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(StillRuns)" /SD IDOK
      SetErrorLevel 4
      Abort
    ${EndIf}
    FileOpen $3 "$PLUGINSDIR\said.txt" r
    FileRead $3 $2
    FileClose $3
    StrCpy $2 $2 7
    ${If} $2 == "Stopped"
      StrCpy $WasRunning 1
    ${EndIf}
    ; Windows does not replace a program that runs, but renames it.
    Delete "$INSTDIR\node-before.exe"
    Rename "$INSTDIR\node.exe" "$INSTDIR\node-before.exe"
  ${EndIf}

  SetOverwrite on
  SetOutPath "$INSTDIR"
  File /r "${STAGE}\*"
  Delete /REBOOTOK "$INSTDIR\node-before.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  SetOutPath "$PLUGINSDIR"
  File "${STEPS}"
  SetOutPath "$INSTDIR"

  Call TakeOver

  !insertmacro Program "$INSTDIR" '"$PLUGINSDIR\setup-steps.mjs" install "$INSTDIR" ${VERSION} $Lower' "steps.txt"
  ${If} $0 == 3
    ; The Task Scheduler refuses the task (a policy of the company): an icon at log-on stands in for it.
    CreateShortcut "$SMSTARTUP\HiPay ECR Connector.lnk" "$INSTDIR\${STARTER}"
  ${ElseIf} $0 != 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NotInstalled)" /SD IDOK
    SetErrorLevel 5
    Abort
  ${Else}
    Delete "$SMSTARTUP\HiPay ECR Connector.lnk"
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\HiPay ECR Connector.lnk" "$INSTDIR\${STARTER}"
  WriteRegStr HKCU "Software\HiPay ECR Connector" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "HiPay ECR Connector"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${STARTER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

; The program itself says whether it may replace the version that is there. It runs from a folder that is not kept: until then
; nothing has changed, and the connector runs.
Function MayReplace
  ${IfNot} ${FileExists} "$INSTDIR\versions\*"
    Return
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/DOWNGRADE" $2
  StrCpy $4 ""
  ${IfNot} ${Errors}
    StrCpy $Lower "lower"
    StrCpy $4 "--lower"
  ${EndIf}
  SetOutPath "$PLUGINSDIR\new"
  File "${STAGE}\node.exe"
  File /r "${STAGE}\versions\${VERSION}\*"
  SetOutPath "$TEMP"
  !insertmacro Program "$PLUGINSDIR\new" '"$PLUGINSDIR\new\dist\sidecar\main.js" update --replaces "$INSTDIR" $4' "said.txt"
  RMDir /r "$PLUGINSDIR\new"
  ${If} $0 == 7
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(CannotRead)" /SD IDOK
    SetErrorLevel 7
    Abort
  ${ElseIf} $0 == 8
    MessageBox MB_OK|MB_ICONINFORMATION "$(NewerStays)" /SD IDOK
    SetErrorLevel 8
    Abort
  ${ElseIf} $0 != 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NotInstalled)" /SD IDOK
    SetErrorLevel 5
    Abort
  ${EndIf}
FunctionEnd

; Takes the settings of HiPay's program over: as the command line says, else if a person agrees. A silent installation
; without /IMPORT takes nothing over.
Function TakeOver
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/IMPORT=" $2
  ${If} ${Errors}
    ${If} ${Silent}
      Return
    ${EndIf}
    !insertmacro Program "$INSTDIR" '"$PLUGINSDIR\setup-steps.mjs" find "$INSTDIR" ${VERSION}' "found.txt"
    ${If} $0 != 0
      Return
    ${EndIf}
    FileOpen $3 "$PLUGINSDIR\found.txt" r
    FileReadUTF16LE $3 $2
    FileClose $3
    MessageBox MB_YESNO|MB_ICONQUESTION "$(TakeOverQuestion)" IDYES agreed
    Return
    agreed:
  ${EndIf}
  !insertmacro Program "$INSTDIR" '"$INSTDIR\versions\${VERSION}\dist\sidecar\main.js" setup --yes --import "$2"' "said.txt"
  ${If} $0 != 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NotTakenOver)" /SD IDOK
    SetErrorLevel 6
  ${Else}
    MessageBox MB_OK|MB_ICONINFORMATION "$(SwitchOff)" /SD IDOK
  ${EndIf}
FunctionEnd

Function .onInstSuccess
  ${IfNot} ${Silent}
  ${OrIf} $WasRunning == 1
    Exec '"$INSTDIR\${STARTER}"'
  ${EndIf}
FunctionEnd

Function un.onInit
  InitPluginsDir
FunctionEnd

Section "Uninstall"
  !insertmacro Task DISABLE
  !insertmacro Program "$INSTDIR" '"$INSTDIR\launcher.mjs" stop' "said.txt"
  ${If} $0 != 0
    !insertmacro Task ENABLE
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(StillRuns)" /SD IDOK
    SetErrorLevel 4
    Abort
  ${EndIf}
  SetOutPath "$PLUGINSDIR"
  File "${STEPS}"
  !insertmacro Program "$INSTDIR" '"$PLUGINSDIR\setup-steps.mjs" uninstall "$INSTDIR" ${VERSION}' "steps.txt"
  ; The ended program is gone a moment later than its file says.
  Sleep 1500
  SetOutPath "$TEMP"
  Delete "$SMSTARTUP\HiPay ECR Connector.lnk"
  Delete "$SMPROGRAMS\HiPay ECR Connector.lnk"
  RMDir /r "$INSTDIR\versions"
  Delete "$INSTDIR\launcher.mjs"
  Delete "$INSTDIR\hipay-ecr"
  Delete "$INSTDIR\hipay-ecr.cmd"
  Delete "$INSTDIR\current"
  Delete "$INSTDIR\waiting.json"
  Delete "$INSTDIR\installation-id"
  ; What a killed program has left while it wrote one of these.
  Delete "$INSTDIR\*.new"
  Delete "$INSTDIR\claim.*"
  Delete "$INSTDIR\LICENSE-node.txt"
  Delete "$INSTDIR\${STARTER}"
  Delete "$INSTDIR\node-before.exe"
  Delete /REBOOTOK "$INSTDIR\node.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\HiPay ECR Connector"
SectionEnd
