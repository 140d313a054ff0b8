; The Windows installer: per machine, silent with /S, upgrades in place, asks before deleting data.
; packaging/build.py gives NAME, TITLE, VERSION, SOURCE (the built folder), OUT and SIGN (a command; signs where it can).
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel admin

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include Sections.nsh
!include x64.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Portun\${NAME}"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${TITLE}"
VIAddVersionKey CompanyName "Portun"
VIAddVersionKey FileDescription "${TITLE} installer"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Portun"

!ifdef SIGN
    !uninstfinalize '${SIGN} "%1"'
!endif

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "PortugueseBR"

LangString RUNNING ${LANG_SPANISH} "La consola está abierta en este PC. Ciérrela y vuelva a intentarlo."
LangString RUNNING ${LANG_ENGLISH} "The console is open on this PC. Close it, then try again."
LangString RUNNING ${LANG_PORTUGUESEBR} "O console está aberto neste PC. Feche-o e tente de novo."
LangString ONLY64 ${LANG_SPANISH} "Se necesita Windows de 64 bits."
LangString ONLY64 ${LANG_ENGLISH} "A 64-bit Windows is needed."
LangString ONLY64 ${LANG_PORTUGUESEBR} "É necessário um Windows de 64 bits."
LangString DATA ${LANG_SPANISH} "¿Borrar también los datos de esta garita para este usuario? Los registros que aún no se enviaron se perderían."
LangString DATA ${LANG_ENGLISH} "Delete this gatehouse's data of this user too? Entries that were not sent yet would be lost."
LangString DATA ${LANG_PORTUGUESEBR} "Apagar também os dados desta portaria deste usuário? Registros ainda não enviados seriam perdidos."

; A running program cannot be replaced; a shift is never ended from here.
; The file of a running program cannot be opened for writing. $Tries: half seconds to wait for its end.
Var Tries
!macro REFUSE_WHILE_RUNNING
    ${If} ${FileExists} "$INSTDIR\${NAME}.exe"
        ${Do}
            FileOpen $0 "$INSTDIR\${NAME}.exe" a  ; empty where it fails
            ${If} $0 != ""
            ${OrIf} $Tries = 0
                ${Break}
            ${EndIf}
            IntOp $Tries $Tries - 1
            Sleep 500
        ${Loop}
        ${If} $0 == ""
            MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
            SetErrorLevel 3
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

Section "${TITLE}" SecProgram
    SectionIn RO
    ; What the version before had and this one has not must not stay. Data never lies in this folder.
    RMDir /r "$INSTDIR\_internal"
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}\*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${NAME}.exe"
    WriteRegStr HKLM "${KEY}" "DisplayName" "${TITLE}"
    WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKLM "${KEY}" "Publisher" "Portun"
    WriteRegStr HKLM "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKLM "${KEY}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
    WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKLM "${KEY}" "NoModify" 1
    WriteRegDWORD HKLM "${KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD HKLM "${KEY}" "EstimatedSize" "$0"
SectionEnd

; No firewall rule is made: the console only opens connections, nobody connects to it.
Section /o "Start with Windows, full screen" SecAutostart
    WriteRegStr HKLM "${RUN}" "${NAME}" '"$INSTDIR\${NAME}.exe" --keep --full-screen'
SectionEnd

Function .onInit
    ${IfNot} ${RunningX64}
        MessageBox MB_OK|MB_ICONSTOP "$(ONLY64)" /SD IDOK
        Abort
    ${EndIf}
    SetRegView 64
    SetShellVarContext all
    ReadRegStr $0 HKLM "${KEY}" "InstallLocation"
    ${If} $0 != ""
        StrCpy $INSTDIR $0
    ${EndIf}
    ; An update started by the console waits for the console's end (/WAIT) and starts it again (/START).
    ${GetParameters} $2
    ClearErrors
    ${GetOptions} $2 "/WAIT" $1
    ${IfNot} ${Errors}
        StrCpy $Tries 120
    ${EndIf}
    !insertmacro REFUSE_WHILE_RUNNING
    ; Silent installations choose the autostart with /AUTOSTART; an upgrade keeps what was chosen.
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/AUTOSTART" $1
    ${If} ${Errors}
        ReadRegStr $1 HKLM "${RUN}" "${NAME}"
        StrCmp $1 "" no_autostart
    ${EndIf}
    !insertmacro SelectSection ${SecAutostart}
    no_autostart:
FunctionEnd

; Through the desktop's own program: the console must not run as an administrator.
Function .onInstSuccess
    ${GetParameters} $2
    ClearErrors
    ${GetOptions} $2 "/START" $1
    ${IfNot} ${Errors}
        SetOutPath "$INSTDIR"
        Exec '"$WINDIR\explorer.exe" "$SMPROGRAMS\${TITLE}.lnk"'
    ${EndIf}
FunctionEnd

Function un.onInit
    SetRegView 64
    SetShellVarContext all
    !insertmacro REFUSE_WHILE_RUNNING
FunctionEnd

Section "Uninstall"
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\updates"
    Delete "$INSTDIR\*.exe"
    RMDir "$INSTDIR"
    RMDir "$PROGRAMFILES64\Portun"
    Delete "$SMPROGRAMS\${TITLE}.lnk"
    DeleteRegKey HKLM "${KEY}"
    DeleteRegValue HKLM "${RUN}" "${NAME}"
    ; Silent keeps the data.
    SetShellVarContext current
    ${If} ${FileExists} "$LOCALAPPDATA\Portun\Portun Gatehouse\*"
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DATA)" /SD IDNO IDNO keep
        RMDir /r "$LOCALAPPDATA\Portun\Portun Gatehouse"
        RMDir "$LOCALAPPDATA\Portun"
        keep:
    ${EndIf}
SectionEnd
