; The icon of the connector: a program without a console window that runs `hipay-ecr launch` of the installation folder.
Unicode true
ManifestDPIAware true
Name "HiPay ECR Connector"
OutFile "${OUT}"
Icon "${ICON}"
RequestExecutionLevel user
SilentInstall silent
SetCompressor lzma
VIProductVersion "${FILE_VERSION}"
VIAddVersionKey "ProductName" "HiPay ECR Connector"
VIAddVersionKey "FileDescription" "HiPay ECR Connector"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT license"

Section
  InitPluginsDir
  SetOutPath "$PLUGINSDIR"
  System::Call 'kernel32::SetCurrentDirectory(t "$EXEDIR")'
  ; In a file, because a program without a console has no pipe that Node can use everywhere.
  nsExec::Exec 'cmd.exe /d /c ""$EXEDIR\node.exe" "$EXEDIR\launcher.mjs" launch > "$PLUGINSDIR\said.txt" 2>&1"'
  Pop $0
  FileOpen $1 "$PLUGINSDIR\said.txt" r
  StrCpy $2 ""
  next:
  FileRead $1 $3
  IfErrors read
  StrCpy $2 "$2$3"
  Goto next
  read:
  FileClose $1
  StrCmp $0 "0" started
    MessageBox MB_OK|MB_ICONEXCLAMATION "$2"
    SetErrorLevel 1
    Return
  started:
  StrCpy $3 $2 26
  StrCmp $3 "The connector runs already" 0 end
    MessageBox MB_OK|MB_ICONINFORMATION "$2"
  end:
SectionEnd
